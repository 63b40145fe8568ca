// Run by run-process.ts: DATABASE-URL MILLISECONDS-PER-CALL
import { setTimeout as delay } from 'node:timers/promises'
import { openRuns } from '../runs/open-runs.ts'
import { openDatabase } from '../storage/database.ts'
import { scriptedModels } from './scripted-models.ts'

/** What it prints, one on a line. */
export type Report = { readonly kind: 'ready' } | { readonly kind: 'asked' | 'answered'; readonly callId: string }
const report = (what: Report) => console.log(JSON.stringify(what))

const [url = '', callMs = ''] = process.argv.slice(2)
const models = scriptedModels(async ({ callId, prompt }, signal) => {
  report({ kind: 'asked', callId })
  await delay(Number(callMs), undefined, { signal })
  report({ kind: 'answered', callId })
  return `Our product is ${prompt.length} times better than the rest.`
})
const log = {
  info: () => {},
  warn: () => {},
  error: (details: object, message: string) => console.error(message, details),
}
const database = await openDatabase(url)
const runs = await openRuns({ database, models, log, concurrency: 2 })
process.once('SIGTERM', async () => {
  await runs.stop(0)
  await database.close()
})
report({ kind: 'ready' })
