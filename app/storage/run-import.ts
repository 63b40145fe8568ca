import type { RefinementEvent } from '../contract/refinement-events.ts'
import type { RefinementSummary } from '../contract/refinements.ts'
import type { PrismaClient } from '../generated/prisma/sqlite/client.ts'
import { isUniqueViolation, translateErrors } from './database-errors.ts'
import { insertStatement, type RunProgress } from './event-writer.ts'
import { enhancerOf, type NewRun } from './new-run.ts'
import { endingStatements } from './run-ending.ts'
import type { SearchIndex } from './search/search-index.ts'

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
export async function storeImported(client: PrismaClient, index: SearchIndex, run: ImportedRun): Promise<string> {
  const { importedFrom, progress, events, ...row } = run
  const { ending, ...shown } = progress
  const now = new Date()
  const [first] = events
  const data = {
    ...row,
    ...shown,
    importedFrom: importedFrom.id,
    exportedBy: importedFrom.exportedBy,
    ...(first?.type === 'run.started' && { enhancer: enhancerOf(first.data) }),
    createdAt: now,
    updatedAt: now,
  }
  const inserts = []
  for (let at = 0; at < events.length; at += eventsPerStatement)
    inserts.push(
      client.$executeRaw(insertStatement([{ runId: run.id, events: events.slice(at, at + eventsPerStatement) }])),
    )
  const times = { startedAt: timeOf(first), endedAt: timeOf(events.at(-1)) }
  const endings = ending ? endingStatements(index, run.id, ending, times) : []
  try {
    await translateErrors(
      client.$transaction([
        client.run.create({ data, select: { id: true } }),
        ...inserts,
        ...endings.map((statement) => client.$executeRaw(statement)),
      ]),
    )
    return run.id
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    const { id } = await translateErrors(
      client.run.findUniqueOrThrow({ where: { contentHash: run.contentHash }, select: { id: true } }),
    )
    return id
  }
}

const timeOf = (event: RefinementEvent | undefined) => new Date(event?.at ?? Date.now())
