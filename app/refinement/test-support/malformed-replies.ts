import fc from 'fast-check'
import { levelsOf, soundVerdict, type VerdictObject } from './judge-replies.ts'

/** A reply that is not what was asked for. */
export interface MalformedReply {
  /** What was done to a sound one. */
  readonly kind: string
  readonly text: string
  /** The levels that the text still states without doubt, in the order of the criteria; null: it states no whole verdict. */
  readonly stated: readonly (number | undefined)[] | null
}

type Made = Omit<MalformedReply, 'kind'>
const nothing = (text: string): Made => ({ text, stated: null })
const json = (value: unknown) => JSON.stringify(value)

/** The verdict with something else in the place of one field of one criterion. */
function withField(verdict: VerdictObject, at: number, field: string, value: unknown): Record<string, unknown> {
  const names = Object.keys(verdict)
  const name = names[at % names.length] ?? ''
  return { ...verdict, [name]: { ...verdict[name], [field]: value } }
}

/** Replaces the level of one criterion by any characters. */
function withRawLevel(verdict: VerdictObject, at: number, raw: string): string {
  return json(withField(verdict, at, 'level', '@@')).replace('"@@"', () => raw)
}

const at = fc.nat(20)
const noLevels = [
  'NaN',
  'Infinity',
  '-Infinity',
  '-1',
  '-0',
  '5',
  '99',
  '1e999',
  '123456789012345678901234567890',
  '2.5',
  '1.0000001',
]
const noNumbers = [
  '"3"',
  '"three"',
  'true',
  'null',
  '[3]',
  '{"value":3}',
  '3/4',
  '0x3',
  '03',
  '+3',
  '2.',
  '2e',
  '-',
  '',
  '4 of 4',
  '"4"+1',
  '3 // or 4',
]
const otherTypes: readonly unknown[] = [null, 7, true, {}, { quote: 'x' }, [1, 2], [null], [['x']], 'a text']
const polluting = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']
const before = [
  'Here is my verdict:',
  'Sure!',
  '<think>Perhaps {"level": 2}?</think>',
  'I use {braces} and "quotes" freely, 5" wide.',
  '\uFEFF',
]
const after = ['Hope this helps.', 'Let me know } if not.', '{"note": "done"}', '```']

const mutations: Readonly<Record<string, fc.Arbitrary<Made>>> = {
  truncated: fc.tuple(soundVerdict, fc.double({ min: 0, max: 1, noNaN: true })).map(([verdict, share]) => {
    const whole = json(verdict)
    const cut = Math.floor(whole.length * share)
    // After the last level and the brace behind it, only braces are missing.
    return { text: whole.slice(0, cut), stated: cut >= whole.length - 1 ? levelsOf(verdict) : null }
  }),
  'level of no number': fc
    .tuple(soundVerdict, at, fc.constantFrom(...noNumbers))
    .map(([verdict, nth, raw]) => nothing(withRawLevel(verdict, nth, raw))),
  'level out of range': fc
    .tuple(soundVerdict, at, fc.constantFrom(...noLevels))
    .map(([verdict, nth, raw]) => nothing(withRawLevel(verdict, nth, raw))),
  'level as a float': fc.tuple(soundVerdict, at).map(([verdict, nth]) => {
    const name = Object.keys(verdict)[nth % Object.keys(verdict).length] ?? ''
    return { text: withRawLevel(verdict, nth, `${verdict[name]?.level}.0`), stated: levelsOf(verdict) }
  }),
  'swapped types': fc
    .tuple(soundVerdict, at, fc.constantFrom('evidence', 'reasoning'), fc.constantFrom(...otherTypes))
    .filter(([, , field, value]) => !(field === 'reasoning' && typeof value === 'string'))
    .map(([verdict, nth, field, value]) => nothing(json(withField(verdict, nth, field, value)))),
  'a criterion that is no object': fc
    .tuple(soundVerdict, at, fc.constantFrom(3, '4', null, [], [4], true))
    .map(([verdict, nth, value]) => {
      const name = Object.keys(verdict)[nth % Object.keys(verdict).length] ?? ''
      return nothing(json({ ...verdict, [name]: value }))
    }),
  'extra key': fc
    .tuple(soundVerdict, at, fc.constantFrom('score', 'overall', 'levels', 'confidence'), fc.boolean())
    .map(([verdict, nth, key, isInside]) =>
      nothing(json(isInside ? withField(verdict, nth, key, 4) : { ...verdict, [key]: 4 })),
    ),
  'polluting key': fc.tuple(soundVerdict, fc.constantFrom(...polluting), fc.boolean()).map(([verdict, key, isLast]) => {
    const evil = `"${key}":{"level":4,"polluted":true}`
    const inside = json(verdict).slice(1, -1)
    return nothing(`{${isLast ? `${inside},${evil}` : `${evil},${inside}`}}`)
  }),
  'duplicated criterion': fc.tuple(soundVerdict, soundVerdict).map(([one, other]) => {
    const [first = ''] = Object.keys(one)
    return nothing(`${json(one).slice(0, -1)},${json({ [first]: other[first] }).slice(1)}`)
  }),
  'duplicated level': fc
    .tuple(soundVerdict, at, fc.integer({ min: 0, max: 4 }))
    .map(([verdict, nth, other]) => nothing(withRawLevel(verdict, nth, `${other},"level":0`))),
  'missing criterion': fc.tuple(soundVerdict, at).map(([verdict, nth]) => {
    const gone = nth % Object.keys(verdict).length
    return nothing(json(Object.fromEntries(Object.entries(verdict).filter((_, index) => index !== gone))))
  }),
  'renamed criterion': fc
    .tuple(soundVerdict, at, fc.constantFrom('Clarity', 'clarity ', 'сlarity', 'quality', 'judge-clarity', ''))
    .map(([verdict, nth, name]) => {
      const renamed = nth % Object.keys(verdict).length
      return nothing(
        json(
          Object.fromEntries(
            Object.entries(verdict).map(([key, value], index) => [index === renamed ? name : key, value]),
          ),
        ),
      )
    }),
  wrapped: fc
    .tuple(soundVerdict, fc.constantFrom('verdict', 'result', 'criteria'))
    .map(([verdict, key]) => nothing(json({ [key]: verdict }))),
  'as a list': soundVerdict.map((verdict) =>
    nothing(json(Object.entries(verdict).map(([criterion, each]) => ({ criterion, ...each })))),
  ),
  'invented evidence': fc
    .tuple(soundVerdict, at, fc.constantFrom('The museum is free on Sundays.', '…', 'a', '', '  ', 'Lisbon … the moon'))
    .filter(([verdict, nth]) => Object.values(verdict)[nth % Object.keys(verdict).length]?.level !== 0)
    .map(([verdict, nth, quote]) => nothing(json(withField(verdict, nth, 'evidence', [quote])))),
  'contradicting reasoning': fc.tuple(soundVerdict, at).map(([verdict, nth]) => {
    const { level = 0 } = Object.values(verdict)[nth % Object.keys(verdict).length] ?? {}
    return nothing(json(withField(verdict, nth, 'reasoning', `All in all this is level ${level === 0 ? 1 : 0}.`)))
  }),
  'two verdicts': fc
    .tuple(soundVerdict, soundVerdict, fc.constantFrom('\n', '\n\nNo, rather:\n', ','))
    .map(([one, other, between]) => nothing(`${json(one)}${between}${json(other)}`)),
  'deep nesting': fc
    .tuple(soundVerdict, fc.constantFrom('[', '{"a":', '{"level":'), fc.integer({ min: 50, max: 20_000 }))
    .map(([verdict, opening, depth]) => ({
      text: `${opening.repeat(depth)}${json(verdict)}`,
      // Brackets before it are noise; a verdict inside of another object is not where it was asked for.
      stated: opening === '[' ? levelsOf(verdict) : null,
    })),
  'a megabyte': fc
    .tuple(soundVerdict, at)
    .map(([verdict, nth]) => nothing(json(withField(verdict, nth, 'reasoning', 'long '.repeat(200_000))))),
  garbage: fc
    .oneof(fc.string({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 300 }), fc.json({ maxDepth: 4 }))
    .map(nothing),
  'code fence': fc
    .tuple(soundVerdict, fc.constantFrom('```json\n', '```\n', '~~~\n', '````md\n```json\n'))
    .map(([verdict, opening]) => ({
      text: `${opening}${JSON.stringify(verdict, null, 2)}\n${opening.trim().slice(0, 3)}`,
      stated: levelsOf(verdict),
    })),
  'prose around': fc
    .tuple(soundVerdict, fc.constantFrom(...before), fc.constantFrom(...after))
    .map(([verdict, head, tail]) => ({ text: `${head}\n\n${json(verdict)}\n\n${tail}`, stated: levelsOf(verdict) })),
  'loose syntax': fc
    .tuple(
      soundVerdict,
      fc.constantFrom('trailing comma', 'comment', 'single quotes', 'bare keys', 'missing brace', 'Python'),
    )
    .map(([verdict, how]) => ({ text: loose(verdict, how), stated: levelsOf(verdict) })),
}

function loose(verdict: VerdictObject, how: string): string {
  const text = JSON.stringify(verdict, null, 1)
  switch (how) {
    case 'trailing comma':
      return text.replaceAll(/(\d)\n/g, '$1,\n')
    case 'comment':
      return text.replace('{', '{ // my verdict\n')
    case 'single quotes':
      return text.replaceAll("'", '’').replaceAll(/(?<!\\)"/g, "'")
    case 'bare keys':
      return text.replaceAll(/"(evidence|reasoning|level)":/g, '$1:')
    case 'missing brace':
      return text.slice(0, -1)
    default:
      return text.replaceAll('[', '(').replaceAll(']', ')')
  }
}

/** Replies of all kinds, each as likely. */
export const malformedReply: fc.Arbitrary<MalformedReply> = fc.oneof(
  ...Object.entries(mutations).map(([kind, made]) => made.map((each) => ({ kind, ...each }))),
)

/** A sound verdict of which one character was left out, put in or exchanged. */
export const misprinted: fc.Arbitrary<string> = fc
  .tuple(
    soundVerdict,
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.constantFrom(
      '',
      '"',
      ',',
      ':',
      '{',
      '}',
      '[',
      ']',
      '-',
      '.',
      '0',
      '1',
      '4',
      'e',
      ' ',
      '\n',
      '\\',
      'ä',
      '\u0000',
    ),
    fc.boolean(),
  )
  .map(([verdict, share, character, isPutIn]) => {
    const text = JSON.stringify(verdict)
    const place = Math.floor(share * text.length)
    return text.slice(0, place) + character + text.slice(isPutIn ? place : place + 1)
  })
