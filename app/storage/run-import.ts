import type { RefinementEvent } from '../contract/refinement-events.ts'
import type { RefinementSummary } from '../contract/refinements.ts'
import type { PrismaClient } from '../generated/prisma/sqlite/client.ts'
import { isUniqueViolation, translateErrors } from './database-errors.ts'
import { insertStatement, type RunProgress } from './event-writer.ts'
import type { NewRun } from './run-store.ts'

/** A run that took place elsewhere and has ended. */
export interface ImportedRun extends NewRun {
  readonly importedFrom: NonNullable<RefinementSummary['importedFrom']>
  /** The same for the same events: they are imported once. */
  readonly contentHash: string
  readonly progress: RunProgress
  readonly events: readonly RefinementEvent[]
}

/** Two parameters fewer than SQLite takes in a statement, at five for each event. */
const eventsPerStatement = 6_500

/** @returns the id under which these events are stored: that of `run`, or of the run that had them first */
export async function storeImported(client: PrismaClient, run: ImportedRun): Promise<string> {
  const { importedFrom, progress, events, ...row } = run
  const now = new Date()
  const data = {
    ...row,
    ...progress,
    importedFrom: importedFrom.id,
    exportedBy: importedFrom.exportedBy,
    createdAt: now,
    updatedAt: now,
  }
  const inserts = []
  for (let at = 0; at < events.length; at += eventsPerStatement)
    inserts.push(
      client.$executeRaw(insertStatement([{ runId: run.id, events: events.slice(at, at + eventsPerStatement) }])),
    )
  try {
    await translateErrors(client.$transaction([client.run.create({ data, select: { id: true } }), ...inserts]))
    return run.id
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    const { id } = await translateErrors(
      client.run.findUniqueOrThrow({ where: { contentHash: run.contentHash }, select: { id: true } }),
    )
    return id
  }
}
