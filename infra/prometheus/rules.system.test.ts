import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import type { Alarm } from '../plan/alarms/alarm.ts'
import { conditionText } from '../plan/alarms/alarm-text.ts'
import { alarms } from '../plan/alarms/alarms.ts'
import { prometheusForms } from '../plan/alarms/prometheus/forms.ts'
import type { RuleFile } from '../plan/alarms/prometheus/rules.ts'
import { alertInputs } from '../test-support/alert-inputs.ts'
import { type Scenario, scenariosOf, seriesOf } from '../test-support/alert-scenarios.ts'
import { missingProgram } from '../test-support/programs.ts'

const run = promisify(execFile)
const missing = missingProgram('promtool', 'prometheus')
const folder = mkdtempSync(join(tmpdir(), 'mpla-rules-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const rules = join(import.meta.dirname, 'alerts.yaml')
const watched = alarms.flatMap((alarm) => {
  const [form, input] = [prometheusForms[alarm.id], alertInputs[alarm.id]]
  return form === undefined ? [] : [{ ...alarm, form, input }]
})

/** The labels and annotations of a firing alert, whole. */
function alertOf(alarm: Alarm, firstCommand: string) {
  return {
    exp_labels: { severity: alarm.severity, owner: alarm.owner, job: 'mpla' },
    exp_annotations: {
      summary: alarm.summary,
      impact: alarm.impact,
      condition: conditionText(alarm),
      first_command: firstCommand,
      runbook_url: `https://example.com/runbooks/${alarm.id}.md`,
    },
  }
}

/** The rules that an alarm needs, out of the committed file: all of them take a minute of processor time. */
function rulesOf(alarm: Alarm) {
  const { groups } = parse(readFileSync(rules, 'utf8')) as RuleFile // promtool checks the whole file
  const all = groups.flatMap((group) => group.rules)
  const alert = all.filter((rule) => 'alert' in rule && rule.alert === alarm.id)
  const names = alert.flatMap(({ expr }) => expr.match(/mpla:[\w:]+/g) ?? [])
  return [...all.filter((rule) => 'record' in rule && names.includes(rule.record)), ...alert]
}

const timeOf = (minutes: number) => `${Math.round(minutes * 60)}s`

describe.skipIf(missing !== undefined)(`the rules of Prometheus${missing === undefined ? '' : ` (${missing})`}`, () => {
  test('are rules', async () => {
    const { stdout } = await run('promtool', ['check', 'rules', rules])
    expect(stdout).toMatch(/SUCCESS: \d\d rules found/)
  })

  test('are each put to the test', () => {
    expect(watched.length).toBeGreaterThan(15)
    expect(watched.filter(({ input }) => input === undefined).map(({ id }) => id)).toEqual([])
  })

  test.concurrent.each(watched)('$id', async ({ form, input, ...alarm }) => {
    if (input === undefined) throw new Error(`expected an input of ${alarm.id} in alert-inputs.ts`)
    const firing = alertOf(alarm, form.firstCommand)
    const scenarios = scenariosOf(alarm, input)
    const testOf = (scenario: Scenario) => ({
      interval: timeOf(scenario.stepMinutes),
      name: scenario.name,
      external_labels: { runbooks: 'https://example.com/runbooks' },
      input_series: seriesOf(scenario, input),
      alert_rule_test: scenario.expectations.map((expectation) => ({
        eval_time: timeOf(expectation.minute),
        alertname: alarm.id,
        exp_alerts: expectation.firing ? [firing] : [],
      })),
    })
    const file = join(folder, `${alarm.id}.yaml`)
    const evaluation = timeOf(Math.max(0.5, scenarios[0]?.stepMinutes ?? 0))
    const ruleFile = join(folder, `${alarm.id}.rules.yaml`)
    writeFileSync(ruleFile, stringify({ groups: [{ name: alarm.id, rules: rulesOf(alarm) }] }))
    writeFileSync(
      file,
      stringify({ rule_files: [ruleFile], evaluation_interval: evaluation, tests: scenarios.map(testOf) }),
    )
    const { stdout } = await run('promtool', ['test', 'rules', file]).catch((error: { stderr: string }) => {
      throw new Error(error.stderr)
    })
    expect(stdout).toContain('SUCCESS')
  })
})
