import type { EngineEvent } from '@pulumi/pulumi/automation/index.js'
import { expect, test } from 'vitest'
import { deploy, type Ports } from './deploy.ts'
import type { Engine } from './engine.ts'
import { DeployFailure } from './failure.ts'
import { openPhases } from './phases.ts'
import { accountWith } from './test-support/account.ts'
import { begun, told } from './test-support/events.ts'
import { withWebServer } from './test-support/web-server.ts'
import type { UpOptions } from './up-options.ts'

const options: UpOptions = { stack: 'prod', yes: true, force: false, allowReplace: false, url: undefined }
const target = {
  stack: 'prod',
  region: 'eu-west-1',
  profile: undefined,
  resourceCount: 92,
  cluster: 'mpla-prod',
  service: 'mpla-prod',
  rollbackAlarms: ['mpla-prod-server-error-ratio'],
  architecture: 'arm64' as const,
  imageBuilder: undefined,
  monthlyUsd: 121.4,
}
const service = begun('update', 'aws:ecs/service:Service', 'mpla-prod-app')

/** Everything in order, and a list of what was done to the stack. */
function stage(previewed: readonly EngineEvent[] = [service], own: Partial<Ports> = {}, engine: Partial<Engine> = {}) {
  const calls: string[] = []
  const lines: string[] = []
  const phases = openPhases((line) => lines.push(line))
  const ports: Ports = {
    readSettings: async () => target,
    findPulumi: async () => '3.245.0',
    openAccount: () => accountWith(),
    openEngine: async () => ({
      preview: async (onEvent) => {
        calls.push('preview')
        previewed.forEach(onEvent)
      },
      up: async () => {
        calls.push('up')
        return { url: 'http://127.0.0.1:1' }
      },
      setting: async (key) => `value of ${key}`,
      ...engine,
    }),
    docker: () => Promise.reject(new Error('not asked for')),
    confirm: undefined,
    signal: new AbortController().signal,
    ...own,
  }
  return {
    calls,
    lines,
    phases,
    run: (change: Partial<UpOptions> = {}) => deploy({ ...options, ...change }, ports, phases),
  }
}

/** A service whose smoke test passes. */
const healthy = (use: (url: string) => Promise<void>) =>
  withWebServer((request, answer) => {
    const answers: Record<string, unknown> = {
      '/api/health/ready': {},
      '/api/v1/models': { models: [{ id: 'simulator:rules-v1', name: 'Simulator', simulated: true }] },
      '/api/v1/refinements': { id: 'r1' },
      '/api/v1/refinements/r1': { status: 'completed', simulated: true, originalScore: 0.5, bestScore: 0.5 },
    }
    const isAllowed =
      request.url === '/api/health/ready' || request.headers.authorization === 'Bearer value of mpla:accessToken'
    if (!isAllowed) return answer.writeHead(401).end()
    if (request.url?.endsWith('/events')) return answer.end('event: run.completed\n\n')
    return answer.end(JSON.stringify(answers[request.url ?? '']))
  }, use)

test('goes through all phases, and asks the stack’s own address with the token of its configuration', () =>
  healthy(async (url) => {
    const { run, phases, calls } = stage([service], {}, { up: async () => ({ url }) })
    const summary = await run()
    expect(phases.finished().map(({ name }) => name)).toEqual([
      ...['settings', 'tools', 'credentials', 'state', 'gate', 'preview', 'up', 'health', 'smoke'],
    ])
    expect(calls).toEqual(['preview'])
    expect(summary).toContain(`  url  ${url}`)
  }))

test('--url is asked instead of it', () =>
  healthy(async (url) => {
    const { run, lines } = stage()
    await run({ url })
    expect(lines.join('\n')).toContain(`${url}/api/health/ready answers 200`)
  }))

test('wrong settings end it before anybody is asked', async () => {
  const wrong = () => Promise.reject(new Error('mpla:cpu is 3'))
  const { run, phases } = stage([], {
    readSettings: wrong,
    findPulumi: () => Promise.reject(new Error('asked')),
  })
  await expect(run()).rejects.toThrow(new DeployFailure('mpla:cpu is 3'))
  expect(phases.current()).toBe('settings')
})

test('a firing alarm ends it before the preview', async () => {
  const account = accountWith({ firing: async ([name = '']) => [{ name, since: undefined, reason: '' }] })
  const { run, phases, calls } = stage([], { openAccount: () => account })
  await expect(run()).rejects.toThrow(/mpla-prod-server-error-ratio/)
  expect(phases.current()).toBe('gate')
  expect(calls).toEqual([])
})

test('data that would be lost ends it, before the question', async () => {
  const replaced = [begun('replace', 'aws:rds/instance:Instance', 'mpla-prod-database')]
  const { run, calls } = stage(replaced, { confirm: () => Promise.reject(new Error('asked')) })
  await expect(run({ yes: false })).rejects.toThrow(/the database \(mpla-prod-database\) would be replaced/)
  expect(calls).toEqual(['preview'])
})

test('the question is asked after the preview is told; no means no', async () => {
  const questions: string[] = []
  const { run, lines, calls } = stage([service], {
    confirm: async (question) => {
      expect(lines.join('\n')).toContain('1 to update')
      questions.push(question)
      return false
    },
  })
  await expect(run({ yes: false })).rejects.toThrow(/Not deployed, as you said/)
  expect(questions).toEqual(['Deploy this to prod?'])
  expect(calls).toEqual(['preview'])
})

test('nothing to change is not asked about', async () => {
  const { run, calls } = stage([], { confirm: () => Promise.reject(new Error('asked')) }, { up: async () => ({}) })
  await expect(run({ yes: false })).rejects.toThrow(/Expected an output named url/)
  expect(calls).toEqual(['preview'])
})

test('without a terminal and without --yes nothing is even begun', async () => {
  const { run, lines } = stage()
  await expect(run({ yes: false })).rejects.toThrow(/--yes/)
  expect(lines).toEqual([])
})

test('an image that has to be built wants Docker, before anything is created', async () => {
  const build = [begun('create', 'docker-build:index:Image', 'image')]
  const { run, calls } = stage(build, { docker: () => Promise.reject(new Error('no daemon')) })
  await expect(run()).rejects.toThrow(/Start Docker.*[\s\S]*no daemon/)
  expect(calls).toEqual(['preview'])
})

test('a preview that fails tells what the program said', async () => {
  const { run } = stage(
    [],
    {},
    {
      preview: async (onEvent) => {
        onEvent(told('no matching Route 53 Hosted Zone found'))
        throw new Error('exit status 255')
      },
    },
  )
  await expect(run()).rejects.toThrow(/^no matching Route 53 Hosted Zone found$/)
})

test('Ctrl-C during the preview deploys nothing', async () => {
  const stop = new AbortController()
  const { run, calls } = stage([], { signal: stop.signal }, { preview: async () => stop.abort() })
  await expect(run()).rejects.toThrow(/abort/i)
  expect(calls).toEqual([])
})
