import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Bench, interleaved, median, spread } from './measure.ts'
import { root, startServer } from './server-process.ts'

const execute = promisify(execFile)
const path = '/api/health/live'

/** Requests per second, measured by a client in its own process. @throws when any request failed */
async function load(url: string, seconds: number): Promise<number> {
  const program = join(root, 'node_modules/autocannon/autocannon.js')
  const { stdout } = await execute(process.execPath, [program, '-j', '-c', '50', '-d', String(seconds), url + path], {
    maxBuffer: 16 * 1024 * 1024,
  })
  const result: { requests: { average: number }; non2xx: number; errors: number } = JSON.parse(stdout)
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} answers were not 2xx, ${result.errors} requests failed`)
  return result.requests.average
}

export const http: Bench = {
  name: 'http',
  about: `GET ${path} of the bundled server beside a bare Fastify route`,
  async run() {
    const product = await startServer('dist/server.js', path)
    const anchor = await startServer('.ci/bench/anchors/bare-fastify.ts', path)
    try {
      await load(product.url, 2)
      await load(anchor.url, 2)
      const { a, b, ratios } = await interleaved(
        7,
        () => load(product.url, 4),
        () => load(anchor.url, 4),
      )
      return [
        { measure: 'requests/s, MPLA', value: median(a).toFixed(0) },
        { measure: 'requests/s, bare Fastify', value: median(b).toFixed(0) },
        { measure: 'ratio', value: spread(ratios), goal: '>= 0.85', met: median(ratios) >= 0.85 },
      ]
    } finally {
      await product.stop()
      await anchor.stop()
    }
  },
}
