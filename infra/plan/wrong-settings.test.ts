import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rightByThemselves, stackName, wrongSetting } from '../test-support/random-settings.ts'
import { leastProd, sourceOf, tryRead } from '../test-support/settings.ts'
import { longestStackName } from './names.ts'
import { secretKeys, settingsTable } from './settings-table.ts'

test('however many settings are wrong, each is named in one message, with a line that mends it', () => {
  const several = fc.uniqueArray(wrongSetting, { minLength: 2, maxLength: 8, selector: ([key]) => key })
  fc.assert(
    fc.property(several, (wrong) => {
      const { problems, message } = tryRead(sourceOf('prod', { ...leastProd, ...Object.fromEntries(wrong) }))
      for (const [key] of wrong) {
        expect(problems.map((problem) => problem.key)).toContain(key)
        expect(message).toContain(`mpla:${key} `)
        expect(message).toContain(`pulumi config set mpla:${key} `)
      }
    }),
  )
})

test('a key that is no setting is named, with the line that removes it', () => {
  const unknown = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{0,20}$/).filter((key) => !(key in settingsTable))
  fc.assert(
    fc.property(stackName, unknown, (stack, key) => {
      const { problems, message } = tryRead(sourceOf(stack, { ...leastProd, [key]: 'x' }))
      expect(problems.filter((problem) => problem.key === key)).toHaveLength(1)
      expect(message).toContain(`pulumi config rm mpla:${key} --stack ${stack}`)
    }),
  )
})

const key = fc.constantFrom(...secretKeys)
/** Unlike anything a message says by itself. */
const value = fc.stringMatching(/^§[a-zA-Z0-9]{3,6}§$/)

test('a secret that is too short, or in plain text, is named and never repeated', () => {
  fc.assert(
    fc.property(key, value, fc.boolean(), (secretKey, secret, isPlain) => {
      const others = { accessToken: 'a-token-of-enough-length' }
      const source = isPlain
        ? sourceOf('prod', { ...leastProd, [secretKey]: secret.repeat(4) }, secretKey === 'accessToken' ? {} : others)
        : sourceOf('prod', leastProd, { ...others, [secretKey]: secret.slice(0, 5) })
      const { problems, message } = tryRead(source)
      expect(problems.map((problem) => problem.key)).toContain(secretKey)
      expect(message).toContain(`pulumi config set --secret mpla:${secretKey} `)
      expect(message).not.toContain(secret.slice(0, 5))
    }),
  )
})

test('a name that AWS would not take is refused, with one that it takes', () => {
  const wrongName = fc
    .oneof(fc.string({ minLength: 1, maxLength: 40 }), fc.stringMatching(/^[a-z][a-z0-9-]{15,40}$/))
    .filter(
      (name) => name.length > longestStackName || name.includes('--') || !/^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name),
    )
  fc.assert(
    fc.property(wrongName, (name) => {
      const { problems } = tryRead(sourceOf(name, { ...leastProd, kind: 'prod' }))
      expect(problems.map((problem) => problem.key)).toEqual(['(stack name)'])
      const [, better = ''] = /^pulumi stack rename (\S+) --stack /.exec(problems[0]?.mend[0] ?? '') ?? []
      expect(tryRead(sourceOf(better, { ...leastProd, kind: 'prod' })).problems).toEqual([])
    }),
  )
})

test('whoever follows the first line of every problem ends with settings that are taken', () => {
  let mended = 0
  fc.assert(
    fc.property(stackName, rightByThemselves, fc.array(wrongSetting, { maxLength: 2 }), (stack, plain, wrong) => {
      const config = new Map<string, string | undefined>(
        Object.entries({ ...leastProd, ...plain, ...Object.fromEntries(wrong) }),
      )
      // A mended value can break a rule that had nothing to say before; each round leaves fewer.
      for (let round = 0; round < 5; round++) {
        const { problems } = tryRead(sourceOf(stack, Object.fromEntries(config)))
        if (problems.length === 0) return
        mended++
        for (const problem of problems) {
          const line = problem.mend[0] ?? ''
          const [, name = '', to = ''] = /^pulumi config (?:set|rm) mpla:(\w+) (.*)--stack /.exec(line) ?? []
          expect(name, line).not.toBe('')
          if (line.startsWith('pulumi config rm')) config.delete(name)
          else config.set(name, to.trimEnd())
        }
      }
      expect(tryRead(sourceOf(stack, Object.fromEntries(config))).message).toBe('')
    }),
    { numRuns: 300 },
  )
  expect(mended).toBeGreaterThan(50)
})
