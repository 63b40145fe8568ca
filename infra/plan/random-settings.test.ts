import fc from 'fast-check'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { ConfigSchema } from '../../app/config.ts'
import { rightByThemselves, stackName, wrongSetting } from '../test-support/random-settings.ts'
import { leastProd, sourceOf, tryRead } from '../test-support/settings.ts'
import { plainEnvironment } from './environment.ts'
import { settingsRules } from './settings-rules.ts'
import { memorySizes } from './task-sizes.ts'
import { deriveTimeouts } from './timeouts.ts'

test('right settings are taken unless a rule about their combination speaks', () => {
  let taken = 0
  fc.assert(
    fc.property(stackName, rightByThemselves, (stack, plain) => {
      const { settings, problems } = tryRead(sourceOf(stack, { ...leastProd, ...plain }))
      if (!settings) {
        // Every one of them was about a combination: the values themselves are right.
        expect(problems.map(({ what }) => what).filter((what) => /^is "/.test(what))).toEqual([])
        return
      }
      taken++
      expect(settingsRules.map((rule) => rule(settings)).filter((broken) => broken !== undefined)).toEqual([])
      expect(memorySizes(settings.cpu)).toContain(settings.memory)
      expect(settings.minTasks).toBeLessThanOrEqual(settings.maxTasks)
      if (settings.database === 'sqlite') expect(settings.maxTasks).toBe(1)
      if (settings.kind === 'prod') expect(settings.domain).toBeDefined()
      const environment = plainEnvironment(settings, deriveTimeouts())
      expect(Object.values(environment).every((value) => value !== '')).toBe(true)
      expect(Value.Check(ConfigSchema.properties.MPLA_EMF_SERVICE, environment['MPLA_EMF_SERVICE'])).toBe(true)
    }),
    { numRuns: 500 },
  )
  // Otherwise the test looked at refusals only.
  expect(taken).toBeGreaterThan(50)
})

test('a wrong setting is refused with a message that names it and the line that mends it', () => {
  fc.assert(
    fc.property(wrongSetting, ([key, raw]) => {
      const { problems, message } = tryRead(sourceOf('prod', { ...leastProd, [key]: raw }))
      expect(problems.map((problem) => problem.key)).toContain(key)
      expect(message).toContain(`pulumi config set mpla:${key} `)
    }),
    { numRuns: 500 },
  )
})

test('every line that mends a setting does so', () => {
  fc.assert(
    fc.property(wrongSetting, ([key, raw]) => {
      const before = tryRead(sourceOf('prod', { ...leastProd, [key]: raw })).problems.filter(
        (problem) => problem.key === key,
      )
      for (const line of before.flatMap(({ mend }) => mend)) {
        const [, mended = '', value = ''] = /^pulumi config set mpla:(\w+) (.+) --stack prod$/.exec(line) ?? []
        const after = tryRead(sourceOf('prod', { ...leastProd, [key]: raw, [mended]: value })).problems
        expect(after.filter((problem) => problem.key === mended && problem.what.startsWith('is "'))).toEqual([])
      }
    }),
    { numRuns: 300 },
  )
})
