import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { loadConfig } from '../config.ts'
import { loggerOptions } from '../plugins/logging.ts'
import { createMetrics } from '../plugins/metrics.ts'
import { measurementsIn, valuesOf } from '../test-support/cloudwatch.ts'
import { publishMetrics } from './publish.ts'

async function published(env: Record<string, string>, providers = ['openai', 'simulator']): Promise<string> {
  let output = ''
  const write = (line: string) => {
    output += line
  }
  const config = loadConfig(env)
  const { log } = Fastify({ logger: loggerOptions(config, { write }) })
  log.info('a message')
  await publishMetrics(createMetrics(), config, providers, log).stop()
  return output
}

test('writes whatever the level of the log is, each line a document with level and time as every line', async () => {
  for (const LOG_LEVEL of ['info', 'fatal', 'silent']) {
    const output = await published({ MPLA_EMF_SERVICE: 'mpla-test', LOG_LEVEL })
    expect(valuesOf(measurementsIn(output), 'mpla_process_starts_total', { service: 'mpla-test' })).toEqual([1, 0])
    expect(output.includes('a message')).toBe(LOG_LEVEL === 'info')
    for (const line of output.trim().split('\n'))
      expect(JSON.parse(line)).toMatchObject({ level: 'info', time: expect.stringMatching(/^\d{4}-/) })
  }
})

test('writes nothing unless it is told where to', async () => {
  expect((await published({})).trim().split('\n')).toHaveLength(1)
})

test('publishes the providers that are configured, and never the simulator', async () => {
  const measurements = measurementsIn(await published({ MPLA_EMF_SERVICE: 'mpla-test' }))
  const providers = measurements.flatMap(({ dimensions }) => dimensions['provider'] ?? [])
  expect(new Set(providers)).toEqual(new Set(['openai']))
})

test('the name of a service is one that CloudWatch takes, and no sentence', () => {
  for (const MPLA_EMF_SERVICE of ['has spaces', ':x', 'x'.repeat(65), 'ü'])
    expect(() => loadConfig({ MPLA_EMF_SERVICE })).toThrow(/MPLA_EMF_SERVICE/)
  expect(loadConfig({}).MPLA_EMF_SERVICE).toBe('')
})
