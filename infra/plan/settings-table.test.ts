import { expect, test } from 'vitest'
import { counted, type Setting } from './setting.ts'
import { secretKeys, settingsTable } from './settings-table.ts'
import { stackKinds } from './stack-kind.ts'

const rows = Object.entries<Setting<unknown>>(settingsTable).map(([key, setting]) => ({ key, ...setting }))

test.each(rows)('$key has a description, an expectation and an example', ({ description, expected, example }) => {
  expect(description).toMatch(/^[A-Z].{15,}[^.]$/)
  expect(expected.length).toBeGreaterThan(5)
  expect(example).not.toBe('')
})

test.each(rows.filter(({ secret }) => !secret))(
  'the example of $key is a right value, and so are its defaults',
  ({ example, defaults, parse }) => {
    expect(parse(example)).toBeDefined()
    for (const kind of stackKinds) {
      const value = defaults[kind]
      if (value !== undefined) expect(parse(String(value))).toBe(value)
    }
  },
)

test.each(rows.filter(({ parse, example }) => typeof parse(example) === 'number'))(
  '$key, a number, has a unit and a range, both in what it expects, and a default for every kind of stack or for none',
  ({ unit, expected, defaults }) => {
    expect(unit).toMatch(/^[A-Za-z]/)
    expect(expected).toMatch(new RegExp(`^(a whole number from \\d+ to \\d+|one of \\d+,.+\\d) ${unit}$`))
    const types = new Set(stackKinds.map((kind) => typeof defaults[kind]))
    expect([['number'], ['undefined']]).toContainEqual([...types])
  },
)

test('one of something is not several', () => {
  expect([counted(1, 'tasks'), counted(3, 'tasks'), counted(1, 'requests a minute'), counted(1, 'GiB')]).toEqual([
    'task',
    'tasks',
    'request a minute',
    'GiB',
  ])
})

test('there are numbers among them', () => {
  expect(rows.filter(({ unit }) => unit !== undefined).length).toBeGreaterThan(5)
})

test('the secret keys are those that are marked', () => {
  expect(rows.filter(({ secret }) => secret).map(({ key }) => key)).toEqual([...secretKeys])
})

test.each(rows)('$key takes nothing with a line break or a blank in it', ({ parse, example }) => {
  expect([`${example}\n`, ` ${example}`, `${example} x`].map(parse)).toEqual([undefined, undefined, undefined])
})
