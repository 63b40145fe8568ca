import type { CheckResult } from '../../../contract/refinement-events.ts'
import { estimateTokens } from '../../budget.ts'
import { elide } from '../../text/elide.ts'
import { fenced } from '../../text/fence.ts'
import type { Sample } from './situation.ts'

/** Fewest tokens by which an answer and what failed in it can be understood. */
const fewestTokens = 300
/** Of an answer's tokens, the part for what its checks found, for the input and for what was expected. */
const parts = { checks: 0.3, input: 0.2, expected: 0.15 } as const
/** Headings, scores and fences of one answer. */
const frameTokens = 60

/**
 * Answers as a model reads them: best first, each with its input, score and failed checks, in at most `maxTokens`
 * (estimated). When not all fit, the best one stays and then the worst ones: it takes both to see what makes the difference.
 */
export function renderEvidence(samples: readonly Sample[], maxTokens: number): string {
  const room = Math.max(1, Math.floor(maxTokens / fewestTokens))
  const ranked = samples.toSorted((a, b) => (b.score ?? -1) - (a.score ?? -1))
  for (let count = Math.min(room, ranked.length); count > 0; count--) {
    const shown = [...ranked.slice(0, 1), ...ranked.slice(ranked.length - count + 1)]
    const omitted = ranked.length - shown.length
    const note = omitted === 0 ? [] : [`(${omitted} more answers between the best and the worst are not shown.)`]
    const share = Math.floor(maxTokens / count) - (omitted === 0 ? 0 : 20)
    const text = [...shown.map((sample, index) => renderSample(sample, index + 1, share)), ...note].join('\n\n')
    // An answer full of backticks needs fences as long as itself.
    if (estimateTokens(text) <= maxTokens || count === 1) return elide(text, maxTokens)
  }
  return ''
}

function renderSample(sample: Sample, number: number, tokens: number): string {
  const { input, expected, text, finishReason, score, checks } = sample
  const left = Math.max(0, tokens - frameTokens)
  const failed = checks.filter((check) => !check.passed).toSorted((a, b) => lossOf(b) - lossOf(a))
  const feedback = elide(failed.map(({ check, feedback }) => `- ${check}: ${feedback}`).join('\n'), left * parts.checks)
  const given = input === undefined ? '' : elide(input, left * parts.input)
  const wanted = expected === undefined ? '' : elide(expected, left * parts.expected)
  const used = [feedback, given, wanted].reduce((sum, part) => sum + estimateTokens(part), 0)
  const cut =
    finishReason === 'length'
      ? ', cut off at its token limit'
      : finishReason === 'filtered'
        ? ', withheld by a filter'
        : ''
  return [
    `## Answer ${number}, score ${score === null ? 'unknown' : score.toFixed(2)}${cut}`,
    ...(input === undefined ? [] : ['Input:', fenced(given)]),
    ...(expected === undefined ? [] : ['Expected:', fenced(wanted)]),
    'Answer:',
    text.trim() === '' ? '(empty)' : fenced(elide(text, left - used)),
    feedback === ''
      ? score === null
        ? 'It was not scored.'
        : 'It passed every check.'
      : `Failed checks:\n${feedback}`,
  ].join('\n')
}

const lossOf = ({ weight, score }: CheckResult) => weight * (1 - score)

/** Checks that failed over all answers, the most costly first, with the first findings of each. */
export function renderFailures(samples: readonly Sample[], maxTokens: number): string {
  const failed = samples.flatMap(({ checks }) => checks.filter((check) => !check.passed))
  const byCheck = [...Map.groupBy(failed, ({ check }) => check)]
  const loss = (results: readonly CheckResult[]) => results.reduce((sum, result) => sum + lossOf(result), 0)
  const lines = byCheck
    .toSorted(([, a], [, b]) => loss(b) - loss(a))
    .map(([check, results]) => {
      const findings = [...new Set(results.map(({ feedback }) => feedback))].slice(0, 3)
      return `- ${check}: failed in ${results.length} of ${samples.length} answers. ${findings.join('; ')}`
    })
  return elide(lines.join('\n'), maxTokens)
}
