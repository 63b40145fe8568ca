import type { Alarm } from './alarm.ts'
import { askHealth, countTasks, readLevels, readLog } from './commands.ts'
import { writeErrorLines } from './fault.ts'
import type { Metric } from './signal.ts'

/** A metric of docs/metrics.md, under the name it has there. */
export const applicationMetric = (
  name: string,
  statistic: Metric['statistic'],
  dimensions: Readonly<Record<string, string>> = {},
): Metric => ({ namespace: 'MPLA', name, scope: 'application', statistic, dimensions })

/** Calls in five minutes below which a ratio says nothing. */
export const callFloor = 10

/** Judgements in a quarter of an hour below which a ratio says nothing. */
export const judgementFloor = 20

/** Those that a judge was asked for, by how they went. */
const judgements = (status: string) => applicationMetric('mpla_judgements_total', 'Sum', { status })
const judged = 'FILL(valid, 0) + FILL(repaired, 0) + FILL(invalid, 0)'

/** Calls and failures of both providers together: a key that is wrong fails all of one and none of the other. */
const ofProvider = (name: string, provider: string) => applicationMetric(name, 'Sum', { provider })
const worstProvider = ['openai', 'gemini']
  .map((id) => `IF(FILL(${id}Calls, 0) >= ${callFloor}, 100 * FILL(${id}Failures, 0) / FILL(${id}Calls, 0), 0)`)
  .join(', ')

/** What the application says of itself. */
export const applicationAlarms: readonly Alarm[] = [
  {
    id: 'error-lines',
    severity: 'ticket',
    owner: 'application',
    summary: 'The application logs errors: something happened that its code does not foresee.',
    impact: 'Single requests or runs fail with an error that tells users nothing but a request id.',
    firstCommand: readLevels(30, 'error', 'fatal'),
    expected: 'after a release with a defect; failures of providers and users are warnings and do not count',
    signal: () => ({ logPattern: '{ $.level = "error" || $.level = "fatal" }' }),
    threshold: {
      comparison: 'above',
      value: 5,
      unit: 'lines',
      reason:
        'an error line is a defect by definition, and more than five in five minutes are not a single odd request',
    },
    evaluation: { period: 300, datapoints: 2, of: 3 },
    missingData: { means: 'notBreaching', reason: 'no data means that nothing was logged' },
    explainedBy: 'no-healthy-hosts',
    rollsBack: false,
    fault: writeErrorLines,
  },
  {
    id: 'provider-error-ratio',
    severity: 'page',
    owner: 'application',
    summary: 'Half of the calls to a model provider fail, by the fault of the provider or of our key.',
    impact: 'Runs that use the provider fail or wait; reading and the simulator still work.',
    firstCommand: askHealth,
    expected: 'a few times a year: an outage of a provider, a key that was revoked, an account without credit',
    signal: () => ({
      expression: `MAX([${worstProvider}])`,
      label: 'Failed calls of the worst provider, %',
      metrics: {
        openaiCalls: ofProvider('mpla_provider_calls_total', 'openai'),
        openaiFailures: ofProvider('mpla_provider_failures_total', 'openai'),
        geminiCalls: ofProvider('mpla_provider_calls_total', 'gemini'),
        geminiFailures: ofProvider('mpla_provider_failures_total', 'gemini'),
      },
    }),
    threshold: {
      comparison: 'at-least',
      value: 50,
      unit: '%',
      reason: `a call is tried again before it counts as failed, so half of them is an outage; below ${callFloor} calls in five minutes nothing is concluded`,
    },
    evaluation: { period: 300, datapoints: 2, of: 3 },
    missingData: { means: 'notBreaching', reason: 'no data means no calls' },
    rollsBack: false,
  },
  {
    id: 'invalid-judgement-ratio',
    severity: 'ticket',
    owner: 'application',
    summary: 'One judgement in ten is invalid: three replies of the judge, none of which can be used.',
    impact: 'Runs with a judge pay for replies that decide nothing, and are decided by their rules alone.',
    firstCommand: readLog(60, `--filter-pattern '{ $.judgement = "invalid" }'`),
    expected:
      'when a model was changed or chosen that does not keep to the form of a verdict, or the text for judges was',
    signal: () => ({
      expression: `IF(${judged} >= ${judgementFloor}, 100 * FILL(invalid, 0) / (${judged}), 0)`,
      label: 'Invalid judgements, %',
      metrics: {
        valid: judgements('valid'),
        repaired: judgements('repaired'),
        invalid: judgements('invalid'),
      },
    }),
    threshold: {
      comparison: 'at-least',
      value: 10,
      unit: '%',
      reason: `a judgement is invalid after a reply, its repair and a fresh reply that could not be used, so one in ten means that nearly every second reply is of no use; below ${judgementFloor} judgements in a quarter of an hour nothing is concluded`,
    },
    evaluation: { period: 900, datapoints: 2, of: 3 },
    missingData: { means: 'notBreaching', reason: 'no data means no task, which no-healthy-hosts reports' },
    rollsBack: false,
  },
  {
    id: 'stuck-runs',
    severity: 'ticket',
    owner: 'application',
    summary: 'Runs have not moved for longer than any model call takes, and no task takes them up.',
    impact: 'The authors of these runs see no progress and no end.',
    firstCommand: readLevels(30, 'warn', 'error'),
    expected: 'never; a run whose task is lost is taken up within a minute',
    signal: () => ({ metric: applicationMetric('mpla_runs_stuck', 'Maximum') }),
    threshold: {
      comparison: 'at-least',
      value: 1,
      unit: 'runs',
      reason: 'whatever can be taken up again is, so a run that is left over needs a person',
    },
    evaluation: { period: 300, datapoints: 3, of: 3 },
    missingData: { means: 'notBreaching', reason: 'no data means no task, which no-healthy-hosts reports' },
    explainedBy: 'no-healthy-hosts',
    rollsBack: false,
  },
  {
    id: 'queue-age',
    severity: 'ticket',
    owner: 'application',
    summary: 'New runs wait long before a task begins with them.',
    impact: 'Authors start a run and see nothing happen for minutes.',
    firstCommand: countTasks,
    expected: 'when many runs are started at once; every day means that the tasks are too few',
    signal: () => ({ metric: applicationMetric('mpla_runs_oldest_waiting_seconds', 'Maximum') }),
    threshold: {
      comparison: 'above',
      value: 300,
      unit: 's',
      reason: 'a run of ten iterations takes some minutes, and nobody should wait longer than it takes itself',
    },
    evaluation: { period: 60, datapoints: 5, of: 5 },
    missingData: { means: 'notBreaching', reason: 'no data means no task, which no-healthy-hosts reports' },
    explainedBy: 'no-healthy-hosts',
    rollsBack: false,
  },
]
