import type { NewRefinementEvent } from '../contract/refinement-events.ts'
import type { PromptVersion, VersionAnswer } from '../contract/refinements.ts'
import type { RunInput } from '../contract/run-input.ts'
import type { AskStep } from './ask-step.ts'
import { type CallBudget, callBudget } from './budget.ts'
import { expectationsOfRun } from './evaluators/expectations.ts'
import { evaluateByRules } from './evaluators/rules.ts'
import { judgeAnswer } from './judge/judge-answer.ts'
import type { RunState } from './run-state.ts'
import { promptWith } from './test-inputs.ts'
import type { Cell } from './version-answers.ts'

/** The question that a version puts to the target model for one cell, or why it cannot be paid for. */
export function askTarget(
  state: RunState,
  version: Readonly<PromptVersion>,
  { input = 0, sample = 0 }: Cell,
  { models, temperature }: RunInput,
): AskStep | Extract<CallBudget, { affordable: false }> {
  const prompt = promptWith(version.prompt, state.inputs[input])
  const budget = callBudget(state, prompt, models.target)
  if (!budget.affordable) return budget
  const place = [state.inputs.length > 0 ? `-i${input}` : '', sample > 0 ? `-s${sample}` : ''].join('')
  return {
    kind: 'ask',
    callId: `v${version.version}${place}-target`,
    role: 'target',
    version: version.version,
    ...(state.inputs.length > 0 && { input }),
    ...(sample > 0 && { sample }),
    model: models.target,
    prompt,
    temperature,
    maxOutputTokens: budget.maxOutputTokens,
    isRepeat: state.pendingCall !== null,
  }
}

/** The answer that waits for its score; only one ever does, because it is scored before anything else is asked. */
export function unscored(state: RunState): { version: Readonly<PromptVersion>; answer: VersionAnswer } | null {
  for (const version of state.versions) {
    const answer = version.answers.find(({ score }) => score === null)
    if (answer !== undefined) return { version, answer }
  }
  return null
}

/** Scores one answer of a version. */
export function evaluate(
  state: RunState,
  version: Readonly<PromptVersion>,
  answer: VersionAnswer,
  run: RunInput,
): NewRefinementEvent | AskStep {
  const { input, sample } = answer
  const byRules = evaluateByRules(expectationsOfRun(state), version.prompt, answer, state.inputs.length > 0, {
    checks: run.checks,
    expected: state.inputs[input]?.expected,
  })
  const evaluation = run.evaluator === 'llm_judge' ? judgeAnswer(state, run, version.version, answer, byRules) : byRules
  if ('kind' in evaluation) return evaluation
  return {
    type: 'evaluation.recorded',
    data: {
      version: version.version,
      ...(state.inputs.length > 0 && { input }),
      ...(sample > 0 && { sample }),
      ...evaluation,
    },
  }
}
