import { expect, test } from 'vitest'
import type { AssistantRole, RunInput } from '../contract/run-input.ts'
import { started } from '../test-support/run-events.ts'
import { withMetaPrompts } from './used-meta-prompts.ts'

const input = (given: Partial<RunInput>): RunInput => {
  const event = started()
  if (event.type !== 'run.started') throw new Error('Expected run.started')
  return { ...event.data, ...given }
}
const forRun = async (roles: readonly AssistantRole[]) =>
  roles.map((role) => ({ role, version: 3, text: `Text of ${role}` }))

test.each([
  [{ enhancer: 'llm_assisted' }, ['enhancer']],
  [{ enhancer: 'architect', selfCorrection: 1 }, ['architect', 'analyser', 'reviser']],
  [{ enhancer: 'rule_based', evaluator: 'llm_judge' }, ['judge']],
  [{ generateInputs: 3 }, ['generator']],
] as const)('a run with %j keeps the texts of the roles it needs, and of no others', async (given, roles) => {
  const run = input(given)
  expect(await withMetaPrompts(run, { forRun })).toEqual({
    ...run,
    metaPrompts: roles.map((role) => ({ role, version: 3, text: `Text of ${role}` })),
  })
})

test('a run of rules alone asks for none', async () => {
  const run = input({ enhancer: 'rule_based', selfCorrection: 0, generateInputs: 0 })
  const none = { forRun: () => Promise.reject(new Error('asked for')) }
  expect(await withMetaPrompts(run, none)).toEqual(run)
})
