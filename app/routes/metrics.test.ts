import { expect, test } from 'vitest'
import type { ErrorCode } from '../errors.ts'
import { countModelCalls, countRuns, startProviderCounters } from '../plugins/domain-metrics.ts'
import { buildTestServer } from '../test-support/build-test-server.ts'

async function metricsOf({ app }: Pick<Awaited<ReturnType<typeof buildTestServer>>, 'app'>) {
  const answer = await app.inject('/api/metrics')
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
  return answer.body.split('\n')
}

test('counts requests by route pattern, never by path', async () => {
  const server = await buildTestServer()
  for (const id of ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'])
    await server.app.inject(`/api/v1/refinements/${id}`)
  await server.app.inject('/nowhere')
  await server.app.inject('/api/health/live')
  const lines = await metricsOf(server)
  expect(lines.filter((line) => line.includes('route="/api/health'))).toEqual([])
  expect(lines).toContain(
    'http_request_duration_seconds_count{method="GET",route="/api/v1/refinements/:id",status="404"} 2',
  )
  expect(lines).toContain('http_request_duration_seconds_count{method="GET",route="not found",status="404"} 1')
  expect(lines.filter((line) => line.includes('00000000-0000'))).toEqual([])
})

test('has the lag of the event loop and the memory of the process', async () => {
  const names = (await metricsOf(await buildTestServer())).map((line) => line.split(/[ {]/, 1)[0])
  expect(names).toContain('nodejs_eventloop_lag_p99_seconds')
  expect(names).toContain('process_resident_memory_bytes')
})

test('counts the lines of the log that tell of something wrong, by level', async () => {
  const server = await buildTestServer()
  server.app.log.error('a line')
  server.app.log.child({}).error(new Error('of a child'))
  server.app.log.warn('a line')
  server.app.log.info('not counted')
  const lines = (await metricsOf(server)).filter((line) => line.startsWith('mpla_log_lines_total'))
  expect(lines).toEqual([
    'mpla_log_lines_total{level="warn"} 1',
    'mpla_log_lines_total{level="error"} 2',
    'mpla_log_lines_total{level="fatal"} 0',
  ])
})

test('does not share numbers between servers', async () => {
  const first = await buildTestServer()
  await first.app.inject('/nowhere')
  const lines = await metricsOf(await buildTestServer())
  expect(lines.filter((line) => line.includes('not found'))).toEqual([])
})

test('counts model calls, their time, tokens and errors by provider', async () => {
  const server = await buildTestServer()
  const observe = countModelCalls(server.metrics)
  const call = { provider: 'openai', model: 'gpt-5-mini', durationMs: 1_500 } as const
  observe({ ...call, outcome: 'ok', usage: { inputTokens: 100, outputTokens: 20 }, usd: 0.25 })
  observe({ ...call, outcome: 'ok', usage: { inputTokens: 1, outputTokens: 2 }, usd: null })
  observe({ ...call, outcome: 'MODEL_RATE_LIMITED', usage: { inputTokens: 0, outputTokens: 0 }, usd: 0 })
  const lines = await metricsOf(server)
  const labels = 'provider="openai",model="gpt-5-mini"'
  expect(lines).toContain(`mpla_model_call_duration_seconds_count{${labels},outcome="ok"} 2`)
  expect(lines).toContain(`mpla_model_call_duration_seconds_sum{${labels},outcome="ok"} 3`)
  expect(lines).toContain(`mpla_model_tokens_total{${labels},direction="input"} 101`)
  expect(lines).toContain(`mpla_model_tokens_total{${labels},direction="output"} 22`)
  expect(lines).toContain('mpla_model_errors_total{provider="openai",code="MODEL_RATE_LIMITED"} 1')
  expect(lines).toContain(`mpla_model_cost_usd_total{${labels}} 0.25`)
  expect(lines).toContain(`mpla_model_unpriced_calls_total{${labels}} 1`)
})

test('does not let requests make ever more labels', async () => {
  const server = await buildTestServer()
  const observe = countModelCalls(server.metrics)
  for (let n = 0; n < 60; n++)
    observe({
      provider: 'openai',
      model: `m${n}`,
      outcome: 'ok',
      durationMs: 1,
      usage: { inputTokens: 1, outputTokens: 1 },
      usd: null,
    })
  const counts = (await metricsOf(server)).filter((line) => line.startsWith('mpla_model_call_duration_seconds_count'))
  expect(counts).toHaveLength(51)
  expect(counts).toContain('mpla_model_call_duration_seconds_count{provider="openai",model="other",outcome="ok"} 10')
})

test('counts as a failure of a provider what is its fault, the fault of the network, or of the key', async () => {
  const server = await buildTestServer()
  startProviderCounters(server.metrics, ['openai', 'gemini'])
  const observe = countModelCalls(server.metrics)
  const call = { model: 'm', durationMs: 1, usage: { inputTokens: 0, outputTokens: 0 }, usd: 0 }
  const theirs: ErrorCode[] = [
    ...(['MODEL_AUTHENTICATION_FAILED', 'MODEL_RATE_LIMITED', 'MODEL_UNAVAILABLE'] as const),
    ...(['MODEL_TIMED_OUT', 'MODEL_STREAM_CUT', 'MODEL_ANSWER_MALFORMED'] as const),
  ]
  for (const outcome of [...theirs, 'ok', 'MODEL_REQUEST_REFUSED', 'INTERNAL'] as const)
    for (const provider of ['openai', 'simulator'] as const) observe({ ...call, provider, outcome })
  const lines = (await metricsOf(server)).filter((line) => line.startsWith('mpla_provider_'))
  expect(lines).toEqual([
    'mpla_provider_calls_total{provider="openai"} 9',
    'mpla_provider_calls_total{provider="gemini"} 0',
    'mpla_provider_failures_total{provider="openai"} 6',
    'mpla_provider_failures_total{provider="gemini"} 0',
  ])
})

test('counts runs by outcome, and every outcome from the start', async () => {
  const server = await buildTestServer()
  const { onStarted, onResumed, onEnded } = countRuns(server.metrics)
  onStarted()
  onStarted()
  onResumed()
  onEnded('failed')
  const lines = await metricsOf(server)
  expect(lines).toContain('mpla_runs_started_total 2')
  expect(lines).toContain('mpla_runs_resumed_total 1')
  expect(lines.filter((line) => line.startsWith('mpla_runs_finished_total{'))).toEqual([
    'mpla_runs_finished_total{outcome="completed"} 0',
    'mpla_runs_finished_total{outcome="failed"} 1',
    'mpla_runs_finished_total{outcome="refused"} 0',
    'mpla_runs_finished_total{outcome="cancelled"} 0',
  ])
})

test('names follow the conventions of Prometheus: base units, and _total for what only grows', async () => {
  const lines = await metricsOf(await buildTestServer())
  const types = lines.flatMap((line) => {
    const [, name, type] = /^# TYPE (mpla_\w+) (\w+)$/.exec(line) ?? []
    return name === undefined ? [] : [{ name, type }]
  })
  expect(types.length).toBeGreaterThan(10)
  for (const { name, type } of types) {
    expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter'])
    expect(name).not.toMatch(/_(ms|milliseconds|minutes|hours|kb|mb|mib|percent)(_|$)/)
    if (type === 'histogram') expect(name).toMatch(/_(seconds|bytes)$/)
  }
})
