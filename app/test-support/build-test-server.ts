import { loadConfig } from '../config.ts'
import type { Lessons } from '../lessons/lessons.ts'
import type { Models } from '../llm/model-client.ts'
import type { MetaPrompts } from '../meta-prompts/meta-prompts.ts'
import { countLines } from '../plugins/domain-metrics.ts'
import { createMetrics } from '../plugins/metrics.ts'
import type { Runs } from '../runs/runs.ts'
import { buildServer, createServer, type ServerDependencies } from '../server.ts'
import type { WebhookStore } from '../storage/webhook-store.ts'
import { createWebhooks } from '../webhooks/webhooks.ts'
import { type ScriptedRuns, scriptedRuns } from './scripted-runs.ts'

const simulator = {
  id: 'simulator:rules-v1',
  provider: 'simulator' as const,
  name: 'Simulator (not a language model)',
  simulated: true,
}

const scriptedModels: Models = {
  defaultId: simulator.id,
  list: async () => ({ models: [simulator], default: simulator.id, unavailable: [] }),
  resolve: () => {
    throw new Error('routes resolve no model')
  },
  describe: () => ({ prices: null }),
  complete: () => {
    throw new Error('routes ask no model')
  },
}

const noMetaPrompts = new Proxy({} as MetaPrompts, {
  get: (_, name) => () => {
    throw new Error(`this test has no meta-prompts (${String(name)})`)
  },
}) // every method is answered by the trap

const noLessons = new Proxy({} as Lessons, {
  get: (_, name) => () => {
    throw new Error(`this test has no lessons (${String(name)})`)
  },
}) // every method is answered by the trap

const noWebhooks = createWebhooks(
  {} as WebhookStore, // a test that reaches it fails
  true,
)

interface TestServerOptions extends Partial<Omit<ServerDependencies, 'runs' | 'models' | 'shutdown'>> {
  /** Variables beside the defaults. */
  readonly env?: Record<string, string>
  readonly runs?: Partial<Runs>
  readonly models?: Partial<Models>
}

/** The production server over scripted ports. `lines()` is what it logged, parsed. */
export async function buildTestServer(options: TestServerOptions = {}) {
  const { env = {}, ...given } = options
  const scripted = scriptedRuns()
  const runs: ScriptedRuns = given.runs === undefined ? scripted : { ...scripted, ...given.runs }
  const shutdown = new AbortController()
  const metrics = createMetrics()
  const log: string[] = []
  const config = loadConfig({ RATE_LIMIT_PER_MINUTE: '1000', ...env })
  const app = await buildServer(
    createServer(config, { write: (line) => log.push(line) }, countLines(metrics)),
    config,
    {
      metrics,
      health: { pingDatabase: async () => {}, checkProviders: async () => ({}) },
      webRoot: undefined,
      metaPrompts: noMetaPrompts,
      lessons: noLessons,
      webhooks: noWebhooks,
      ...given,
      runs,
      models: { ...scriptedModels, ...given.models },
      shutdown: shutdown.signal,
    },
  )
  const lines = (): Record<string, unknown>[] => log.map((line) => JSON.parse(line))
  return { app, runs, metrics, shutdown, lines, log: () => log.join('') }
}
