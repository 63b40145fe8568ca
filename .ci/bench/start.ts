import { type Bench, interleaved, median, spread } from './measure.ts'
import { startServer } from './server-process.ts'

async function startOnce(file: string, path: string): Promise<number> {
  const server = await startServer(file, path)
  await server.stop()
  return server.startMs
}

export const start: Bench = {
  name: 'start',
  about: 'spawn to first 200 with a new database (migrations applied), beside bare Fastify with the same driver open',
  async run() {
    const product = () => startOnce('dist/server.js', '/api/health/ready')
    const anchor = () => startOnce('.ci/bench/anchors/fastify-with-database.ts', '/ready')
    await product()
    await anchor()
    const { a, b, ratios } = await interleaved(11, product, anchor)
    return [
      { measure: 'ms, MPLA', value: median(a).toFixed(0) },
      { measure: 'ms, bare Fastify + libsql', value: median(b).toFixed(0) },
      { measure: 'ratio', value: spread(ratios), goal: '<= 2', met: median(ratios) <= 2 },
    ]
  },
}
