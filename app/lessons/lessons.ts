import type { Lesson, LessonDetail, LessonList, LessonQuery, SetLessonState } from '../contract/lessons.ts'
import type { RunInput } from '../contract/run-input.ts'

/** What routes and runs know of lessons. Every method throws AppError DATABASE_UNAVAILABLE. */
export interface Lessons {
  list(query: LessonQuery): Promise<LessonList>
  /** @throws AppError LESSON_NOT_FOUND */
  get(id: string): Promise<LessonDetail>
  /** Retires or restores a lesson. @throws AppError LESSON_NOT_FOUND */
  setState(id: string, request: SetLessonState): Promise<Lesson>
  /**
   * The lessons that a run is offered and those that it goes without; none where nobody writes who is told of them.
   * @param input with its meta-prompts
   */
  forRun(runId: string, input: RunInput): Promise<Pick<RunInput, 'lessons' | 'withheldLessons'>>
}
