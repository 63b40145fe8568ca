// `npm run up` as a process of its own, against an emulated account: no language host but the one that `pulumi up` uses,
// no inline program. What the emulator does not do is answer at the load balancer's address, so health and smoke ask
// the real server on this machine, by --url.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshCheckout } from '../.ci/readme/checkout.ts'
import { type ServerProcess, startServerProcess } from '../app/test-support/server-process.ts'
import { openAccount } from './deploy/aws-account.ts'
import { awsJson, awsQuery, elements } from './emulator/aws-calls.ts'
import { searchFiles } from './emulator/search-files.ts'
import { type Emulator, missingActions, startEmulator } from './emulator/start-emulator.ts'

const root = join(import.meta.dirname, '..')
const accessToken = 'not-a-real-access-token-e1d0'
const image = `registry.example.com/mpla@sha256:${'1'.repeat(64)}`

let emulator: Emulator
let checkout = ''
let server: ServerProcess
let environment: NodeJS.ProcessEnv = {}

beforeAll(async () => {
  emulator = await startEmulator('up')
  checkout = freshCheckout()
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'))
  for (const folder of ['state', 'tmp']) mkdirSync(join(checkout, folder))
  environment = {
    ...process.env,
    ...emulator.envVars,
    PATH: [emulator.envVars['PATH'], join(root, 'infra/emulator/bin')].join(delimiter),
    PULUMI_BACKEND_URL: pathToFileURL(join(checkout, 'state')).href,
    PULUMI_CONFIG_PASSPHRASE: 'up',
    TMPDIR: join(checkout, 'tmp'),
  }
  server = await startServerProcess({
    env: { MPLA_ACCESS_TOKEN: accessToken, DATABASE_URL: `file:${join(checkout, 'smoke.db')}` },
  })
  pulumi('stack', 'init')
  pulumi('config', 'set', 'mpla:image', image)
})
afterAll(async () => {
  await server?.end('SIGTERM')
  await emulator?.close()
  rmSync(checkout, { recursive: true, force: true })
})

/** Runs the Pulumi CLI as an operator would. @returns what it printed */
function pulumi(...args: string[]): string {
  return execFileSync('pulumi', [...args, '--stack', 'dev', '--non-interactive'], {
    cwd: checkout,
    env: environment,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
}

interface Run {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the command. @param during is called with everything printed so far, each time that more was */
async function up(
  args: readonly string[],
  change: NodeJS.ProcessEnv = {},
  during?: (out: string, child: ChildProcess) => void,
): Promise<Run> {
  const child = spawn(
    process.execPath,
    ['infra/up-command.ts', ...(args[0]?.startsWith('-') === false ? [] : ['dev']), ...args],
    {
      cwd: checkout,
      env: { ...environment, ...change },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    during?.(out, child)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  const [code] = await once(child, 'close')
  appendFileSync(join(emulator.logDirectory, 'up.log'), `${out}${err}`)
  return { code, out, err }
}
const there = () => ['--yes', '--url', server.url]

/** Type and name of everything in the state, with the stack itself. */
function resources(): string[] {
  const { deployment } = JSON.parse(pulumi('stack', 'export')) as { deployment: { resources?: { urn: string }[] } }
  return (deployment.resources ?? []).map(({ urn }) => urn.split('::').slice(2).join(' ')).toSorted()
}

/** The phases that a run came to, in order. */
const phasesOf = ({ out }: Run) => out.match(/^[a-z]+$/gm) ?? []

test('wrong settings are refused all at once, before anything is asked', async () => {
  const run = await up(['--yes'], { PATH: '/nowhere', AWS_ENDPOINT_URL: 'http://127.0.0.1:9' })
  expect(run.code).toBe(2)
  expect(phasesOf(run)).toEqual(['settings'])
  expect(run.err).toContain('pulumi config set --secret mpla:accessToken')
  expect(run.err).toContain('Nothing was changed.')
})

test('a stack that is not in the state backend is made by the line it says', async () => {
  pulumi('config', 'set', '--secret', 'mpla:accessToken', accessToken)
  pulumi('stack', 'rm', '--yes', '--preserve-config')
  const run = await up(['--yes'])
  expect(run.code).toBe(2)
  expect(phasesOf(run)).toEqual(['settings', 'tools', 'credentials', 'state'])
  expect(run.err).toContain('pulumi stack init dev')
  expect(run.err).toContain('Runbook: docs/state.md')
  pulumi('stack', 'init')
})

test.each([
  ['without credentials', { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }, /aws sso login/],
  ['without a CLI', { PATH: '/nowhere' }, /https:\/\/www\.pulumi\.com\/docs\/install/],
  ['with another passphrase', { PULUMI_CONFIG_PASSPHRASE: 'other' }, /PULUMI_CONFIG_PASSPHRASE/],
  ['without an answer of AWS', { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1' }, /is the network up/],
])('%s it ends before anything is changed', async (_, change, message) => {
  const run = await up(['--yes'], change)
  expect(run.err).toMatch(message)
  expect(run.code).toBe(2)
  expect(run.err).toContain('Nothing was changed.')
})

test.each([
  ['pr-7', /pr-7 has no settings yet.*cp Pulumi\.dev\.yaml Pulumi\.pr-7\.yaml/],
  ['nowhere', /no stack nowhere: expected one of dev, prod, or pr-NUMBER/],
])('the stack %s is refused by its missing file', async (stack, message) => {
  expect(await up([stack, '--yes'])).toMatchObject({ code: 2, err: expect.stringMatching(message) })
})

test('without a terminal it wants --yes', async () => {
  expect(await up([])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--yes') })
})

test('a resource that AWS refuses ends it in the phase up, with its name and the words of AWS', async () => {
  const registry = { url: emulator.url, service: 'ecr' }
  const name = { repositoryName: 'mpla-dev' }
  await awsJson(registry, 'AmazonEC2ContainerRegistry_V20150921.CreateRepository', name)
  const run = await up(there())
  await awsJson(registry, 'AmazonEC2ContainerRegistry_V20150921.DeleteRepository', name)
  expect(run.code).toBe(1)
  expect(run.err).toMatch(
    /Ended in the phase up\. aws:ecr\/repository:Repository mpla-dev-images\n.*RepositoryAlreadyExists/,
  )
  // How many were made by then is a matter of luck: the repository needs none of them.
  const kept = resources().filter((made) => !/^([^ ]*\$)?(mpla|pulumi):[^$]*$/.test(made)).length
  expect(run.err).toMatch(
    kept === 0
      ? /^Nothing was changed before that\.$/m
      : new RegExp(`^${kept} resources? w(as|ere) changed before that and (is|are) kept; `, 'm'),
  )
  expect(run.err).toMatch(/Failed: Repository mpla-dev-images/)
  expect(run.err).toContain('Runbook: runbooks/roll-back.md')
})

test('Ctrl-C lets Pulumi finish what it began, and leaves a state that can go on', async () => {
  let isSent = false
  const run = await up(there(), {}, (out, child) => {
    if (isSent || !/^ {2}\d+:\d\d /m.test(out)) return
    isSent = true
    // Twice at once, as a terminal and npm do.
    child.kill('SIGINT')
    child.kill('SIGINT')
  })
  expect(isSent).toBe(true)
  expect(run.code).toBe(130)
  expect(run.out).toContain('Pulumi finishes what it has begun')
  expect(run.out).not.toContain('Interrupted again')
  expect(run.err).toMatch(/^Ended in the phase up\. Interrupted: /m)
  const { deployment } = JSON.parse(pulumi('stack', 'export')) as { deployment: { pending_operations?: unknown[] } }
  expect(deployment.pending_operations ?? []).toEqual([])
})

test('up goes on from there, waits for health, refines a prompt, and tells outputs, times and price', async () => {
  const run = await up(there())
  expect([run.code, run.err]).toEqual([0, ''])
  expect(phasesOf(run)).toEqual([
    ...['settings', 'tools', 'credentials', 'state', 'gate', 'preview', 'up', 'health', 'smoke'],
    'outputs',
  ])
  expect(run.out).toContain('Account 123456789012, region eu-west-1')
  expect(run.out).toContain(`${server.url}/api/health/ready answers 200`)
  expect(run.out).toMatch(/Simulator \(not a language model\) refined a prompt: score \d\.\d\d to \d\.\d\d/)
  expect(run.out).toMatch(/^ {2}cluster +mpla-dev$/m)
  expect(run.out).toMatch(/^time .*settings .*smoke /m)
  expect(run.out).toMatch(/^cost .*\d+\.\d\d USD a month/m)
  expect(server.output()).toMatch(/POST.*\/api\/v1\/refinements|\/api\/v1\/refinements.*POST/)
})

test('plain pulumi up finds the same resources, and nothing to change', () => {
  const before = resources()
  expect(before.length).toBeGreaterThan(50)
  const text = pulumi('up', '--yes')
  expect(text).toMatch(/\d+ unchanged/)
  expect(text).not.toMatch(/created|updated|replaced|deleted/)
  expect(resources()).toEqual(before)
})

test('a second up changes nothing and still proves that the service works', async () => {
  const before = resources()
  const run = await up(there())
  expect(run.code).toBe(0)
  expect(run.out).toContain('Nothing changes')
  expect(run.out).toContain('Simulator (not a language model)')
  expect(resources()).toEqual(before)
})

test('while a rollback alarm is firing it refuses, names the runbook, and goes on by --force', async () => {
  const AlarmName = 'mpla-dev-server-error-ratio'
  const set = (StateValue: string) =>
    awsQuery({ url: emulator.url, service: 'monitoring' }, 'SetAlarmState', {
      AlarmName,
      StateValue,
      StateReason: 'many errors',
    })
  await set('ALARM')
  const refused = await up(there())
  expect(refused.code).toBe(2)
  expect(refused.err).toMatch(/Ended in the phase gate\. .*\n {2}mpla-dev-server-error-ratio since .*: many errors/)
  expect(refused.err).toContain('Runbook: runbooks/server-error-ratio.md')
  expect(phasesOf(refused)).not.toContain('preview')
  const forced = await up([...there(), '--force'])
  expect(forced.code).toBe(0)
  expect(forced.out).toMatch(/--force: goes on .*\n.*mpla-dev-server-error-ratio/)
  await set('OK')
})

test('ECS tells where the deployment stands, and why tasks stopped', async () => {
  const account = openAccount({
    region: 'eu-west-1',
    endpoint: emulator.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
  expect(await account.rollout('mpla-dev', 'no-such-service')).toBeUndefined()
  expect(await account.rollout('mpla-dev', 'mpla-dev')).toMatchObject({
    state: 'COMPLETED',
    desired: 1,
    running: 1,
    failed: 0,
    events: [{ message: expect.stringContaining('steady state') }],
  })
  expect(await account.stoppedTasks('mpla-dev', 'mpla-dev')).toEqual([])
  const ecs = (action: string, parameters: object) =>
    awsJson({ url: emulator.url, service: 'ecs' }, `AmazonEC2ContainerServiceV20141113.${action}`, {
      cluster: 'mpla-dev',
      ...parameters,
    })
  const ids = async (action: string, element: string) =>
    elements(await awsQuery({ url: emulator.url, service: 'ec2' }, action), element).slice(0, 1)
  const started = (await ecs('RunTask', {
    taskDefinition: 'mpla-dev',
    launchType: 'FARGATE',
    count: 1,
    networkConfiguration: {
      awsvpcConfiguration: {
        subnets: await ids('DescribeSubnets', 'subnetId'),
        securityGroups: await ids('DescribeSecurityGroups', 'groupId'),
      },
    },
  })) as { tasks: { taskArn: string }[] }
  await ecs('StopTask', { task: started.tasks[0]?.taskArn, reason: 'Essential container in task exited' })
  expect(await account.stoppedTasks('mpla-dev', 'mpla-dev')).toMatchObject([
    { reason: 'Essential container in task exited' },
  ])
})

test('a service that refuses the token fails the smoke test, after the deployment', async () => {
  pulumi('config', 'set', '--secret', 'mpla:accessToken', 'another-token-of-the-same-length')
  const run = await up(there())
  expect(run.code).toBe(1)
  expect(run.out).toMatch(/update {2}Service mpla-dev-app: taskDefinition/)
  expect(run.err).toMatch(/Ended in the phase smoke\. .*401.*mpla:accessToken/)
  expect(run.err).toContain('Runbook: runbooks/server-error-ratio.md')
})

test('no token is written anywhere, nothing is left in the temporary folder, and moto had every action', () => {
  expect(searchFiles(emulator.logDirectory, ['Simulator (not a language model)'])).not.toEqual([])
  expect(searchFiles(emulator.logDirectory, [accessToken, 'another-token-of-the-same-length'])).toEqual([])
  expect(readdirSync(join(checkout, 'tmp')).filter((name) => name.startsWith('automation-'))).toEqual([])
  expect(missingActions(emulator)).toEqual([])
})
