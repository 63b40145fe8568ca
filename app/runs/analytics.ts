import type { Analytics, RunTotals } from '../contract/analytics.ts'
import type { RunCounts } from '../storage/run-counts.ts'

const dayMs = 86_400_000

/** The last `days` days in UTC, the last one being that of `now`, as YYYY-MM-DD, oldest first. */
export function daysUntil(now: Date, days: number): string[] {
  const today = Date.parse(now.toISOString().slice(0, 10))
  return Array.from({ length: days }, (_, index) =>
    new Date(today - (days - 1 - index) * dayMs).toISOString().slice(0, 10),
  )
}

/** What the runs of some days came to, from sums that were made apart for each kind of run. */
export function analyticsOf(counts: readonly RunCounts[], days: readonly string[], withSimulated = false): Analytics {
  const own = counts.filter(({ imported }) => !imported)
  const counted = withSimulated ? own : own.filter(({ simulated }) => !simulated)
  return {
    from: days[0] ?? '',
    to: days.at(-1) ?? '',
    total: totalsOf(counted),
    byDay: days.map((day) => ({ day, ...totalsOf(counted.filter((count) => count.day === day)) })),
    byModel: groups(counted, 'model').map(([model, group]) => ({ model, ...totalsOf(group) })),
    byEnhancer: groups(counted, 'enhancer').map(([enhancer, group]) => ({ enhancer, ...totalsOf(group) })),
    excluded: {
      simulated: sum(own, 'runs') - sum(counted, 'runs'),
      imported: sum(
        counts.filter(({ imported }) => imported),
        'runs',
      ),
    },
  }
}

/** Those with most runs first; the same number by name. */
const groups = (counts: readonly RunCounts[], key: 'model' | 'enhancer'): [string, RunCounts[]][] =>
  [...Map.groupBy(counts, (count) => count[key])].sort(
    ([a, first], [b, second]) => sum(second, 'runs') - sum(first, 'runs') || (a < b ? -1 : 1),
  )

function totalsOf(counts: readonly RunCounts[]): RunTotals {
  const runsWith = (is: (count: RunCounts) => boolean) => sum(counts.filter(is), 'runs')
  const outcome = (name: RunCounts['outcome']) => runsWith((count) => count.outcome === name)
  const verdict = (name: RunCounts['verdict']) => runsWith((count) => count.verdict === name)
  const runs = sum(counts, 'runs')
  const scored = sum(counts, 'scored')
  const [improved, cancelled] = [outcome('improved'), outcome('cancelled')]
  return {
    runs,
    outcomes: { improved, unchanged: outcome('unchanged'), failed: outcome('failed'), cancelled },
    successRate: share(improved, runs - cancelled),
    verdicts: {
      better: verdict('better'),
      worse: verdict('worse'),
      'no-difference-shown': verdict('no-difference-shown'),
      'not-compared': verdict(null),
    },
    meanIterations: share(sum(counts, 'iterations'), runs),
    meanOriginalScore: share(sum(counts, 'originalScores'), scored),
    meanBestScore: share(sum(counts, 'bestScores'), scored),
    inputTokens: sum(counts, 'inputTokens'),
    outputTokens: sum(counts, 'outputTokens'),
    cost: { usd: sum(counts, 'usd'), unknownRuns: runs - sum(counts, 'priced') },
    meanDurationMs: share(sum(counts, 'durationsMs'), runs),
  }
}

type Summed = { [K in keyof RunCounts]: RunCounts[K] extends number ? K : never }[keyof RunCounts]

const sum = (counts: readonly RunCounts[], key: Summed): number => counts.reduce((total, one) => total + one[key], 0)

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
