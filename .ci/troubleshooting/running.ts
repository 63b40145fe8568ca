import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runToEnd } from '../../app/test-support/server-process.ts'
import { waitForHealth } from '../../infra/deploy/health.ts'
import { failureOf, type Trouble } from './trouble.ts'

/** A server on a free port, for as long as `use` runs, that answers everything with a status. */
async function withServer<Result>(status: number, use: (port: number) => Promise<Result>): Promise<Result> {
  const server = createServer((_request, response) => response.writeHead(status).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await use((server.address() as AddressInfo).port) // a TCP server's address is no text
  } finally {
    server.close()
  }
}
const printed = async (env: Readonly<Record<string, string>>, args: readonly string[] = []) => {
  const { code, output } = await runToEnd({ env, args })
  if (code === 0) throw new Error(`expected a failure, but it ended with 0:\n${output}`)
  return output
}

/** What the service itself says. */
export const runningTroubles: readonly Trouble[] = [
  {
    says: 'HOST=0.0.0.0 listens beyond this machine, which needs an access token:',
    cause: 'A server that others can reach would be open to all of them',
    cure: '`MPLA_ACCESS_TOKEN`, or `HOST=127.0.0.1`',
    shown: { by: 'check', reproduce: () => printed({ HOST: '0.0.0.0' }) },
  },
  {
    says: 'listen EADDRINUSE: address already in use',
    cause: 'Another program, perhaps a second `npm start`, has the port',
    cure: 'End it, or `PORT=8081 npm start`',
    shown: {
      by: 'check',
      reproduce: async () => {
        const folder = await mkdtemp(join(tmpdir(), 'mpla-trouble-'))
        try {
          const DATABASE_URL = `file:${join(folder, 'x.db')}`
          return await withServer(200, (port) => printed({ PORT: String(port), DATABASE_URL }))
        } finally {
          await rm(folder, { recursive: true })
        }
      },
    },
  },
  {
    says: 'The database at … could not be migrated:',
    cause:
      'The container `migrate` failed, so the new version never got traffic: the database is away, its login is refused, or a migration is wrong',
    cure: 'The words after the colon; the log stream `migrate/…` has the rest. The version before goes on serving',
    shown: {
      by: 'check',
      reproduce: () => printed({ DATABASE_URL: 'postgresql://mpla:secret@127.0.0.1:1/mpla' }, ['migrate']),
    },
  },
  {
    says: 'did not answer 200 within … s. The last time: 503:',
    cause: 'The resources are there, but the service is not ready, or its name is not known yet',
    cure: 'The last words say which. [unhealthy-hosts](../runbooks/unhealthy-hosts.md); `--url` asks the load balancer instead of the name',
    shown: {
      by: 'check',
      reproduce: () =>
        withServer(503, (port) => {
          const url = `http://127.0.0.1:${port}`
          return failureOf(() =>
            waitForHealth({ url, say: () => {}, signal: new AbortController().signal, limitMs: 0 }),
          )
        }),
    },
  },
  {
    says: 'PendingConfirmation',
    cause: 'Nobody followed the link in AWS’s message, so no alarm reaches anybody',
    cure: '[Confirm it](deployment.md#5-confirm-the-alarm-addresses); a link is good for three days, after that the console sends another',
    shown: {
      by: 'source',
      because: 'the emulated account confirms by itself',
      source: 'https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.confirm.html',
    },
  },
]
