import { Gauge, Registry } from 'prom-client'
import type { Config } from '../config.ts'
import { emfDocuments } from './emf.ts'
import { publishedMetrics } from './published.ts'
import { emptySnapshot, readSnapshot } from './snapshot.ts'

/**
 * Migrates, and publishes how that went if the configuration says where to: nobody could ask a process that ends.
 * @param writeLine takes a line of standard output
 * @throws what `migrate` throws
 */
export async function measuredMigration<T>(
  migrate: () => Promise<T>,
  { MPLA_EMF_SERVICE: service }: Pick<Config, 'MPLA_EMF_SERVICE'>,
  writeLine: (line: string) => void,
): Promise<T> {
  if (service === '') return migrate()
  const registry = new Registry()
  const registers = [registry]
  const success = new Gauge({ registers, name: 'mpla_migration_success', help: '1: migrated; 0: failed' })
  const duration = new Gauge({ registers, name: 'mpla_migration_duration_seconds', help: 'Time migrating took' })
  const endTimer = duration.startTimer()
  try {
    const result = await migrate()
    success.set(1)
    return result
  } finally {
    endTimer()
    const metrics = publishedMetrics.filter(({ from }) => from === 'migrate')
    const options = { metrics, service, providers: [], at: Date.now() }
    for (const document of emfDocuments(emptySnapshot, await readSnapshot(registry), options))
      writeLine(JSON.stringify(document))
  }
}
