import { createHash } from 'node:crypto'
import type { LessonScope } from '../refinement/lessons/lesson-scope.ts'

const digest = (...parts: readonly string[]): Buffer => createHash('sha256').update(JSON.stringify(parts)).digest()

/** The id of a lesson: the same for the same lesson about the same kind of task, in every process. */
export const lessonId = ({ origin, taskKind, language }: LessonScope, key: string): string =>
  digest(origin, taskKind, language, key).toString('hex').slice(0, 32)

/** Part of the runs that are offered a lesson they could have; the others go without, to compare. */
const offeredShare = 2 / 3

/** Whether a run is offered a lesson that was chosen for it: drawn by a hash, so independent of everything else, and for good. */
export const isOffered = (runId: string, id: string): boolean =>
  digest(runId, id).readUInt32BE() / 2 ** 32 < offeredShare
