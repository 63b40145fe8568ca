import { createSimulatorClient } from '../../app/llm/simulator-client.ts'
import { evaluateByRules } from '../../app/refinement/evaluators/rules.ts'
import { outputScore } from '../../app/refinement/evaluators/score.ts'

const client = createSimulatorClient()

/** Asks the simulator, which is no language model. @param sample draws the answer anew */
export async function simulatedAnswer(prompt: string, sample: number, maxOutputTokens = 4_096) {
  const request = { model: 'rules-v1', prompt, temperature: 0.7, maxOutputTokens, callId: 'bench', sample }
  return await client.complete(request, new AbortController().signal)
}

/** Scores of so many answers to a prompt, each from 0 to 1, by what the answers alone are worth to the author's prompt. */
export async function scoresOf(author: string, prompt: string, samples: readonly number[]): Promise<number[]> {
  const scores: number[] = []
  for (const sample of samples) {
    const answer = await simulatedAnswer(prompt, sample)
    scores.push(outputScore(evaluateByRules(author, prompt, answer).checks))
  }
  return scores
}
