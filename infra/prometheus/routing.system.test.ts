import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { commandsOf } from '../../.ci/readme/commands.ts'
import { alarms } from '../plan/alarms/alarms.ts'
import { prometheusForms } from '../plan/alarms/prometheus/forms.ts'
import { missingProgram } from '../test-support/programs.ts'

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '../..')
const missing = missingProgram('amtool', 'prometheus-alertmanager') ?? missingProgram('promtool', 'prometheus')
const commands = commandsOf(readFileSync(join(root, 'docs/prometheus.md'), 'utf8')).map(({ text }) => text)
const shell = async (command: string) => (await run('bash', ['-c', command], { cwd: root })).stdout

describe.skipIf(missing !== undefined)(
  `the routing of Alertmanager${missing === undefined ? '' : ` (${missing})`}`,
  () => {
    test('every command of docs/prometheus.md works', async () => {
      expect(commands).toHaveLength(3)
      const outputs = await Promise.all(commands.map(shell))
      expect(outputs).toEqual([
        expect.stringContaining('SUCCESS'),
        expect.stringMatching(/SUCCESS[\s\S]*2 receivers/),
        'page\n',
      ])
    })

    test('each alarm goes to the receiver of its severity, and to no other', async () => {
      const watched = alarms.filter(({ id }) => id in prometheusForms)
      const routes = watched.map(async ({ id, severity }) => {
        const labels = `severity=${severity} alertname=${id} job=mpla owner=application`
        const answer = await shell(
          `amtool config routes test --config.file infra/prometheus/alertmanager.yaml ${labels}`,
        )
        return [id, answer.trim()]
      })
      expect(await Promise.all(routes)).toEqual(watched.map(({ id, severity }) => [id, severity]))
      expect(new Set(watched.map(({ severity }) => severity))).toEqual(new Set(['page', 'ticket']))
    })
  },
)
