import { describe, expect, test } from 'vitest'
import { appliesTo, type PolicyResource, type Rule } from '../policy/rule.ts'

interface Rest {
  readonly name?: string
  readonly madeFrom?: Readonly<Record<string, readonly PolicyResource[]>>
  readonly protect?: boolean
}

/** A resource of the stack prod. */
export function resource(
  type: string,
  inputs: Readonly<Record<string, unknown>>,
  { name = 'one', madeFrom = {}, protect = false }: Rest = {},
): PolicyResource {
  const urns = Object.entries(madeFrom).map(([key, sources]) => [key, sources.map(({ urn }) => urn)])
  return {
    type,
    name,
    urn: `urn:pulumi:prod::mpla::${type}::${name}`,
    inputs,
    madeFrom: Object.fromEntries(urns),
    protect,
  }
}

/** The resource that a rule looks at, followed by the others of its stack. */
type Stack = readonly [PolicyResource, ...PolicyResource[]]

interface Cases {
  /** Nothing is found. */
  readonly right: readonly Stack[]
  /** Exactly this is found. */
  readonly wrong: readonly (readonly [readonly string[], ...Stack])[]
}

/** Tests each rule of a group with inputs that keep it and inputs that break it. */
export function testRules(rules: readonly Rule[], cases: Readonly<Record<string, Cases>>): void {
  test('every rule has inputs that keep it and inputs that break it', () => {
    expect(Object.keys(cases).toSorted()).toEqual(rules.map(({ id }) => id).toSorted())
    for (const { right, wrong } of Object.values(cases)) expect(Math.min(right.length, wrong.length)).toBeGreaterThan(0)
  })
  describe.each([...rules])('$id', (rule) => {
    const { right = [], wrong = [] } = cases[rule.id] ?? {}
    const check = (stack: Stack) => {
      expect(appliesTo(rule, stack[0])).toBe(true)
      return rule.check(stack[0], rule.scope === 'stack' ? stack : [])
    }
    test.each(right.map((stack) => ({ stack })))('is kept by $stack.0.inputs', ({ stack }) => {
      expect(check(stack)).toEqual([])
    })
    test.each(wrong.map(([findings, ...stack]) => ({ findings, stack })))('finds $findings', ({ findings, stack }) => {
      expect(check(stack)).toEqual(findings)
    })
  })
}
