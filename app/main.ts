import { existsSync } from 'node:fs'
import closeWithGrace from 'close-with-grace'
import { administratorOf, type Config, ConfigError, loadConfig } from './config.ts'
import { builtPage } from './files.ts'
import { openLessons } from './lessons/open-lessons.ts'
import { openModels } from './llm/open-models.ts'
import { openMetaPrompts } from './meta-prompts/open-meta-prompts.ts'
import { countedPing } from './metrics/database-gauges.ts'
import { addLookedUpMetrics } from './metrics/looked-up.ts'
import { measuredMigration } from './metrics/migration.ts'
import { publishMetrics } from './metrics/publish.ts'
import { hasRoom, volumeUse } from './metrics/volume.ts'
import { countLines, countModelCalls, countRuns } from './plugins/domain-metrics.ts'
import { createMetrics } from './plugins/metrics.ts'
import { prepareDatabase } from './prepare-database.ts'
import { cassetteOf, checkProviders, probeProviders, providersOf } from './providers.ts'
import { openRuns } from './runs/open-runs.ts'
import { buildServer, createServer } from './server.ts'
import { openDatabase } from './storage/database.ts'
import { migrate } from './storage/migrate.ts'
import { createModelListings } from './storage/model-listings.ts'
import { greetingOf, readableLog } from './terminal.ts'
import { openWebhooks } from './webhooks/open-webhooks.ts'

async function main(command: string | undefined): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile() // variables that are set already win
  const config = loadConfig(process.env)
  if (command !== undefined && command !== 'migrate')
    throw new ConfigError([`Expected no command, or \`migrate\`; got ${command}`])
  if (command === 'migrate') {
    const lines = await measuredMigration(() => prepareDatabase(config), config, console.log)
    for (const line of lines) console.log(line)
    return
  }
  if (administratorOf(config) !== undefined)
    throw new ConfigError(['DATABASE_ADMIN_USER and DATABASE_ADMIN_PASSWORD are for `migrate` alone; unset them here'])
  await migrate(config.DATABASE_URL)
  return serve(config)
}

async function serve(config: Config): Promise<void> {
  const isTerminal = process.stdout.isTTY
  const [shutdown, metrics] = [new AbortController(), createMetrics()]
  const app = createServer(config, isTerminal ? await readableLog() : undefined, countLines(metrics))
  const database = await openDatabase(config.DATABASE_URL)
  const cassette = cassetteOf(config)
  const models = await openModels(
    {
      ...providersOf(config),
      observe: countModelCalls(metrics),
      kept: createModelListings(database),
    },
    cassette,
  )
  if (cassette?.mode === 'replay') app.log.warn(`Answers are replayed from ${cassette.path}; no model is asked`)
  const concurrency = config.CONCURRENT_RUNS
  const metaPrompts = await openMetaPrompts(database)
  const lessons = openLessons(database)
  const runs = await openRuns({
    database,
    models,
    metaPrompts,
    // What is recorded must be asked alike when it is replayed, on whatever database.
    ...(cassette === undefined && { lessons }),
    concurrency,
    version: config.MPLA_VERSION,
    log: app.log,
    ...countRuns(metrics),
  })
  const webRoot = builtPage(import.meta.dirname)
  const pingDatabase = countedPing(metrics, () => database.ping())
  const { folder } = database
  const health = {
    pingDatabase,
    ...(folder !== undefined && { hasRoom: async () => hasRoom(await volumeUse(folder)) }),
    checkProviders: () => checkProviders(models),
  }
  const allowPrivate = config.MPLA_WEBHOOK_ALLOW_PRIVATE === 'yes'
  const { webhooks, stop: stopDeliveries } = openWebhooks({ database, log: app.log, allowPrivate })
  const ports = { runs, models, metaPrompts, lessons, webhooks, metrics, health }
  await buildServer(app, config, { ...ports, webRoot, shutdown: shutdown.signal })

  addLookedUpMetrics(metrics, { database, pingDatabase, log: app.log, rotatedAt: config.MPLA_ROTATED_AT })
  const publishing = publishMetrics(metrics, config, Object.keys(models.providerHealth()), app.log)

  const probing = probeProviders(models, app.log, shutdown.signal)
  const graceMs = config.SHUTDOWN_GRACE_MS
  closeWithGrace({ delay: graceMs, logger: app.log }, async ({ signal, err }) => {
    if (err) app.log.fatal({ err }, 'stopping because of an error that nobody caught')
    else app.log.info({ signal }, 'stopping')
    shutdown.abort() // readiness fails and streams end, with a hint when to come back
    await Promise.all([runs.stop(graceMs * 0.7), stopDeliveries(), probing]) // the rest of the time is for what follows
    setTimeout(() => app.server.closeAllConnections(), graceMs * 0.1).unref() // nobody holds up the end by not reading
    await app.close()
    await publishing.stop() // a last time, with all that happened until now
    await database.close()
  })
  await app.listen({ host: config.HOST, port: config.PORT })
  const output = isTerminal ? console : app.log
  output.info(greetingOf(app.listeningOrigin, models.defaultId))
}

/** Problems of starting are told in words; a stack is for mistakes of ours. */
const explain = (error: unknown) =>
  error instanceof Error && (error instanceof ConfigError || error.constructor === Error) ? error.message : error

main(process.argv[2]).catch((error: unknown) => {
  console.error(explain(error))
  process.exit(1)
})
