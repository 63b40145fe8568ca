import { mostTrials } from '../refinement/lessons/lesson-standing.ts'
import type { Database } from '../storage/database.ts'
import { createLessonStore } from '../storage/lesson-store.ts'
import { createLessons } from './create-lessons.ts'
import type { Lessons } from './lessons.ts'

/** The lessons of this database. */
export const openLessons = (database: Database): Lessons => createLessons(createLessonStore(database, mostTrials))
