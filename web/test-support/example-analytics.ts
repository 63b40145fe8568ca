import type { Analytics, RunTotals } from '../../app/contract/analytics.ts'

export const totals = (changes: Partial<RunTotals> = {}): RunTotals => ({
  runs: 10,
  outcomes: { improved: 7, unchanged: 2, failed: 1, cancelled: 0 },
  successRate: 0.7,
  verdicts: { better: 5, worse: 1, 'no-difference-shown': 3, 'not-compared': 1 },
  meanIterations: 3.25,
  meanOriginalScore: 0.5,
  meanBestScore: 0.8,
  inputTokens: 12_000,
  outputTokens: 34_000,
  cost: { usd: 1.5, unknownRuns: 0 },
  meanDurationMs: 42_000,
  ...changes,
})

export const noTotals: RunTotals = totals({
  runs: 0,
  outcomes: { improved: 0, unchanged: 0, failed: 0, cancelled: 0 },
  successRate: null,
  verdicts: { better: 0, worse: 0, 'no-difference-shown': 0, 'not-compared': 0 },
  meanIterations: null,
  meanOriginalScore: null,
  meanBestScore: null,
  inputTokens: 0,
  outputTokens: 0,
  cost: { usd: 0, unknownRuns: 0 },
  meanDurationMs: null,
})

export const analytics = (changes: Partial<Analytics> = {}): Analytics => ({
  from: '2026-05-02',
  to: '2026-05-04',
  total: totals(),
  byDay: [
    { day: '2026-05-02', ...totals({ runs: 6 }) },
    { day: '2026-05-03', ...noTotals },
    { day: '2026-05-04', ...totals({ runs: 4, meanBestScore: 0.9 }) },
  ],
  byModel: [
    { model: 'openai:gpt-5', ...totals({ runs: 8 }) },
    { model: 'gemini:flash', ...totals({ runs: 2, outcomes: { improved: 2, unchanged: 0, failed: 0, cancelled: 0 }, successRate: 1 }) }, // biome-ignore format: one row
  ],
  byEnhancer: [{ enhancer: 'rule_based', ...totals() }],
  excluded: { simulated: 3, imported: 0 },
  ...changes,
})
