import type { Analytics, AnalyticsQuery } from '../contract/analytics.ts'
import type { Lineage, VersionDetail } from '../contract/lineage.ts'
import type { Preflight } from '../contract/preflight.ts'
import type { RefinementEvent } from '../contract/refinement-events.ts'
import type { ListQuery, Refinement, RefinementPage, StartRefinement } from '../contract/refinements.ts'
import type { RefinementImported, RunArchive } from '../contract/run-archive.ts'
import type { Steering } from '../contract/steering.ts'

/** What the routes know of runs. */
export interface Runs {
  /** Stores the run and its first event, queues it, and answers its id. @throws AppError MODEL_UNKNOWN, INVALID_REQUEST, SHUTTING_DOWN */
  start(request: StartRefinement): Promise<{ id: string }>
  /** What the run would get for its limits; asks and stores nothing. @throws AppError MODEL_UNKNOWN, INVALID_REQUEST */
  preflight(request: StartRefinement): Promise<Preflight>
  /** @throws AppError RUN_NOT_FOUND */
  get(id: string): Promise<Refinement>
  /** Newest first. @throws AppError INVALID_REQUEST when the cursor is not one of ours. */
  list(query: ListQuery): Promise<RefinementPage>
  /** Changes how a run goes on. @throws AppError RUN_NOT_FOUND, RUN_FINISHED, RUN_NOT_STEERABLE */
  steer(id: string, steering: Steering): Promise<void>
  /** Asks the run to end; it keeps its best version. @throws AppError RUN_NOT_FOUND, RUN_FINISHED */
  cancel(id: string): Promise<void>
  /** Whether the run has ended and nothing comes after this number. @throws AppError RUN_NOT_FOUND */
  isOverAfter(id: string, afterSeq: number): Promise<boolean>
  /**
   * Every stored event with `seq > afterSeq`, then each new one as it is stored; ends after the terminal event or when
   * the signal aborts. Each event exactly once and in order. @throws AppError RUN_NOT_FOUND
   */
  follow(id: string, afterSeq: number, signal: AbortSignal): AsyncIterable<RefinementEvent>
  /** The run with all its events, as far as it has come. @throws AppError RUN_NOT_FOUND */
  export(id: string): Promise<RunArchive>
  /**
   * Stores an exported run that has ended, under an id of its own; the same events are stored once.
   * @param body text of JSON Lines, or the parsed envelope
   * @throws AppError INVALID_REQUEST naming the first mistake; nothing is stored then
   */
  import(body: unknown): Promise<RefinementImported>
  /** What the runs that ended in the last days came to. */
  analytics(query: AnalyticsQuery): Promise<Analytics>
  /** @throws AppError RUN_NOT_FOUND */
  lineage(id: string): Promise<Lineage>
  /** @throws AppError RUN_NOT_FOUND, and NOT_FOUND when the run has no such version */
  version(id: string, version: number): Promise<VersionDetail>
  /** Stops taking runs, lets current calls finish until the deadline, puts unfinished runs back. */
  stop(graceMs: number): Promise<void>
}
