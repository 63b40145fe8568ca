// Run by killed-run.ts: DATABASE-URL PROVIDER-URL EVENTS
import { flushCompileCache } from 'node:module'
import { createModels } from '../llm/model-catalog.ts'
import { openRuns } from '../runs/open-runs.ts'
import { openDatabase } from '../storage/database.ts'

/** Works on the runs of a database, and dies as by `kill -9` in the moment in which so many events are stored. */
const [url = '', baseUrl = '', mostEvents = ''] = process.argv.slice(2)
const [database, watcher] = [await openDatabase(url), await openDatabase(url)]
/** By a connection of its own, which sees what is committed and nothing else. */
async function dieWhenStored(): Promise<void> {
  const [row] = await watcher.client.$queryRaw<{ stored: bigint }[]>`SELECT COUNT(*) AS "stored" FROM "run_events"`
  if (Number(row?.stored) < Number(mostEvents)) return
  flushCompileCache() // so that the next one starts in half the time
  process.kill(process.pid, 'SIGKILL')
}

// The product is given its own client, only that a look at the log follows each statement and each transaction.
type Client = typeof database.client
const statements = database.client.$extends({
  query: {
    async $allOperations({ args, query }) {
      const result: unknown = await query(args)
      await dieWhenStored()
      return result
    },
  },
}) as unknown as Client // an extension of queries changes no type
const client = new Proxy(statements, {
  get(target, name: keyof Client) {
    if (name !== '$transaction') return target[name]
    return async (...work: Parameters<Client['$transaction']>) => {
      const result: unknown = await target.$transaction(...work)
      await dieWhenStored()
      return result
    }
  },
})
const models = createModels({ openai: { baseUrl, defaultModel: 'stub-model' }, timeoutMs: 60_000 })
const log = { info: () => {}, warn: () => {}, error: (details: object, text: string) => console.error(text, details) }
await openRuns({ database: { ...database, client }, models, log, concurrency: 1 })
