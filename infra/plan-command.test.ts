import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { alarms } from './plan/alarms/alarms.ts'
import { planMarkdown } from './plan/plan-markdown.ts'
import { summarise } from './plan/plan-summary.ts'
import { planText } from './plan/plan-text.ts'
import { SettingsError } from './plan/settings-problem.ts'
import { planStack } from './plan-stack.ts'
import { parseStackFile, readStackFile, secretStandIn } from './stack-file.ts'

/** Runs the command with nothing of the environment: no account, no key, no Pulumi CLI. */
const run = (...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const command = execFile(
      process.execPath,
      [join(import.meta.dirname, 'plan-command.ts'), ...args],
      { cwd: tmpdir(), env: {} },
      (_error, out, err) => resolve({ code: command.exitCode ?? -1, out, err }),
    )
  })

test('prints what the committed prod stack would be, from any folder, without account, key or CLI', async () => {
  const { code, out, err } = await run('prod')
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(/^Stack prod \(prod\) in eu-west-1: /)
  for (const type of [
    'aws.ecs.Service',
    'aws.rds.Instance',
    'aws.lb.LoadBalancer',
    'aws.efs.AccessPoint',
    'docker-build:index:Image',
  ])
    expect(out).toContain(type)
  for (const { id } of alarms) expect(out).toContain(id)
  expect(out).toMatch(
    /accessToken +to be set: pulumi config set --secret mpla:accessToken "\$\(openssl rand -hex 32\)" --stack prod/,
  )
  expect(out).toMatch(/\d+\.\d\d {2}estimated total/)
  expect(out).not.toContain(secretStandIn)
})

test.each([
  [[], 'Which stack? Usage: npm run plan -- STACK [--json | --markdown [--base FILE]]'],
  [['nowhere'], 'There is no stack nowhere: expected one of dev, prod, or pr-NUMBER'],
])('plan %j says what to do', async (args, message) => {
  expect(await run(...args)).toEqual({ code: 1, out: '', err: `${message}\n` })
})

test('wrong settings are listed all at once', async () => {
  const file = parseStackFile('config:\n  mpla:cpu: 3\n  mpla:egres: public\n')
  const error = await planStack('prod', file).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(SettingsError)
  expect((error as SettingsError).problems.map(({ key }) => key).toSorted()).toEqual([
    'alarmEmail',
    'cpu',
    'domain',
    'egres',
  ])
})

test('a secret that is set is said to be set, and never shown', async () => {
  const file = parseStackFile(
    'config:\n  mpla:accessToken:\n    secure: v1:abc\n  mpla:geminiApiKey:\n    secure: v1:def\n',
  )
  const plan = await planStack('dev', file)
  expect(plan.settings.secrets).toEqual(['accessToken', 'geminiApiKey'])
  const text = planText(plan)
  expect(text).toMatch(/accessToken +set\n +openaiApiKey +not set.*\n +geminiApiKey +set\n/)
  expect(text).not.toContain(secretStandIn)
  expect(text).toContain('the service is away in between')
})

test('busy hours are told with their time zone, and only where there are any', async () => {
  const planned = async (more: string) =>
    planText(
      await planStack(
        'prod',
        parseStackFile(`config:\n  mpla:domain: a.example.com\n  mpla:alarmEmail: a@b.example\n${more}`),
      ),
    )
  const busy = '  mpla:busyHours: 08:00-18:00\n  mpla:timeZone: Europe/Berlin\n'
  expect(await planned(busy)).toContain('  at least 2 tasks on MON-FRI at 08:00-18:00, Europe/Berlin\n')
  expect(await planned('')).not.toContain('at least 2 tasks')
})

test('a plan is equal to itself, though it makes up a password each time, and holds no secret', async () => {
  const summary = async () => JSON.stringify(summarise(await planStack('prod', readStackFile('.', 'prod'))))
  const text = await summary()
  expect(text).toContain('mpla-prod-database-password')
  expect(text).not.toContain(secretStandIn)
  expect(text).not.toMatch(/postgres(ql)?:\/\//)
  expect(await summary()).toBe(text)
})

test('--base takes what --json prints, of the same stack only', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mpla-plan-'))
  try {
    const base = join(folder, 'base.json')
    writeFileSync(base, (await run('dev', '--json')).out)
    const [dev, prod] = await Promise.all([
      run('dev', '--markdown', '--base', base),
      run('prod', '--markdown', '--base', base),
    ])
    expect(dev.out).toMatch(/^<!-- mpla plan of dev -->\n/)
    expect(dev.out).toMatch(/No resource differs from the base branch \(\d+ resources\)/)
    expect(prod.err).toMatch(/got a plan of dev/)
  } finally {
    rmSync(folder, { recursive: true })
  }
}, 60_000)

test.each([
  [['prod', 'dev'], /One stack at a time/],
  [['prod', '--json', '--markdown'], /Either --json or --markdown/],
  [['prod', '--base', 'x'], /--base goes with --markdown/],
  [['prod', '--marxdown'], /marxdown.*Usage/],
])('plan %j is refused with the usage', async (args, message) => {
  const { code, err } = await run(...args)
  expect(code).toBe(1)
  expect(err).toMatch(message)
  expect(err).toMatch(/Usage: npm run plan/)
})

test("a pull request's stack is planned with the settings of dev, under its own name", async () => {
  const plan = summarise(await planStack('pr-7', readStackFile('.', 'pr-7')))
  expect(plan).toMatchObject({ stack: 'pr-7', region: 'eu-west-1', settings: { kind: 'dev' } })
  expect(planMarkdown(plan)).toContain('nothing to compare with')
})
