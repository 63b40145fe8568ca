import { expect, test } from 'vitest'
import { waitForHealth } from './health.ts'
import { withWebServer } from './test-support/web-server.ts'

const { signal } = new AbortController()

test('waits through what is not ready yet, tells each reason once, and ends with the first 200', async () => {
  const answers = [503, 503, 404, 200]
  const paths: (string | undefined)[] = []
  await withWebServer(
    (request, answer) => {
      paths.push(request.url)
      answer.writeHead(answers[paths.length - 1] ?? 500).end()
    },
    async (url) => {
      const lines: string[] = []
      await waitForHealth({ url, say: (line) => lines.push(line), signal, intervalMs: 1 })
      expect(lines.map((line) => line.replace(url, 'URL'))).toEqual([
        expect.stringMatching(/^0:00 503: .*no healthy task/),
        expect.stringMatching(/^0:00 404: something else/),
        'URL/api/health/ready answers 200 (attempt 4)',
      ])
    },
  )
  expect(paths).toEqual(Array.from({ length: 4 }, () => '/api/health/ready'))
})

test('gives up at its limit with the last reason and the runbook', async () => {
  await withWebServer(
    (_, answer) => answer.writeHead(503).end(),
    async (url) => {
      const waiting = waitForHealth({ url, say: () => undefined, signal, limitMs: 30, intervalMs: 10 })
      await expect(waiting).rejects.toThrow(/did not answer 200.*503: .*no healthy task/)
      await expect(waiting).rejects.toMatchObject({ runbook: 'runbooks/unhealthy-hosts.md' })
    },
  )
})

test('a redirect is not followed: the service answers itself', async () => {
  await withWebServer(
    (_, answer) => answer.writeHead(301, { location: 'http://127.0.0.1:1/' }).end(),
    async (url) => {
      const waiting = waitForHealth({ url, say: () => undefined, signal, limitMs: 0, intervalMs: 1 })
      await expect(waiting).rejects.toThrow(/301: the address leads elsewhere/)
    },
  )
})

test('stops at Ctrl-C', async () => {
  await withWebServer(
    (_, answer) => answer.writeHead(503).end(),
    async (url) => {
      const stop = new AbortController()
      const waiting = waitForHealth({ url, say: () => stop.abort(), signal: stop.signal, intervalMs: 60_000 })
      await expect(waiting).rejects.toThrow(/abort/i)
    },
  )
})
