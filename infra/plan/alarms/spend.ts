import type { Alarm } from './alarm.ts'
import { applicationMetric } from './application.ts'

const costOf = (provider: string) => applicationMetric('mpla_model_cost_usd_total', 'Sum', { provider })

/** What calls of OpenAI cost, in USD for each quarter of an hour. */
const readCost =
  'aws cloudwatch get-metric-statistics --namespace MPLA --metric-name mpla_model_cost_usd_total --statistics Sum --period 900 --dimensions "Name=service,Value=$(pulumi stack output service)" Name=provider,Value=openai --start-time "$(node -p \'new Date(Date.now() - 21600000).toISOString()\')" --end-time "$(node -p \'new Date().toISOString()\')" --query \'sort_by(Datapoints,&Timestamp)[].Sum\''

/** What the providers of models are paid. */
export const spendAlarms: readonly Alarm[] = [
  {
    id: 'spend-per-hour',
    severity: 'page',
    owner: 'application',
    summary: 'Model calls of the last hour cost as much as mpla:spendPerHourUsd allows.',
    impact: 'Nothing: runs go on; but each further hour costs as much again.',
    firstCommand: readCost,
    expected:
      'never by people who refine prompts; when many runs are started by a program, or by strangers with a token',
    signal: ({ spendPerHourUsd }) => ({
      expression: `100 * (FILL(openai, 0) + FILL(gemini, 0)) / ${spendPerHourUsd}`,
      label: 'Cost of model calls in an hour, % of mpla:spendPerHourUsd',
      metrics: { openai: costOf('openai'), gemini: costOf('gemini') },
    }),
    threshold: {
      comparison: 'at-least',
      value: 100,
      unit: '%',
      reason:
        'that is what mpla:spendPerHourUsd allows; a whole hour is added up, which no single call decides, and a second hour would cost as much again',
    },
    evaluation: { period: 3_600, datapoints: 1, of: 1 },
    missingData: {
      means: 'notBreaching',
      reason: 'no data means no provider, or no task, which no-healthy-hosts reports',
    },
    rollsBack: false,
  },
]
