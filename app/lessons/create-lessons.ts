import type { Lesson } from '../contract/lessons.ts'
import type { RunInput } from '../contract/run-input.ts'
import { AppError } from '../errors.ts'
import { byUplift, chooseLessons, offeredText } from '../refinement/lessons/choose-lessons.ts'
import { scopeOf } from '../refinement/lessons/lesson-scope.ts'
import { standingOf } from '../refinement/lessons/lesson-standing.ts'
import { estimateUplift, meanGain } from '../refinement/lessons/uplift-estimate.ts'
import { defaultMetaPrompts } from '../refinement/meta-prompts/defaults.ts'
import { hasPlaceholder } from '../refinement/meta-prompts/placeholders.ts'
import type { LessonStore, StoredLesson } from '../storage/lesson-store.ts'
import { isOffered } from './lesson-id.ts'
import type { Lessons } from './lessons.ts'

export function createLessons(store: LessonStore): Lessons {
  async function find(id: string): Promise<Lesson> {
    const found = await store.find(id)
    if (found === null) throw new AppError('LESSON_NOT_FOUND', `There is no lesson ${id}`)
    return shown(found)
  }

  return {
    async list({ state, limit = 100, ...filter }) {
      const lessons = (await store.list(filter))
        .map(shown)
        .filter((lesson) => state === undefined || lesson.state === state)
      const [active, retired] = [lessons.filter(isActive), lessons.filter((lesson) => !isActive(lesson))]
      const items = [...active.sort(byUplift), ...retired.sort(byUplift)].slice(0, limit)
      return { items, total: lessons.length }
    },

    async get(id) {
      const [lesson, runs] = await Promise.all([find(id), store.runsBehind(id)])
      return { ...lesson, ...runs }
    },

    async setState(id, { state, note = '' }) {
      await (state === 'retired' ? store.retire(id, note) : store.restore(id))
      return find(id)
    },

    async forRun(runId, input) {
      if (!canBeTold(input)) return {}
      const active = (await store.list(scopeOf(input))).map(shown).filter(isActive)
      const chosen = chooseLessons(active)
      const offered = chosen.filter(({ id }) => isOffered(runId, id))
      const withheld = chosen.filter((lesson) => !offered.includes(lesson))
      return {
        ...(offered.length > 0 && { lessons: offered.map((lesson) => ({ id: lesson.id, text: offeredText(lesson) })) }),
        ...(withheld.length > 0 && { withheldLessons: withheld.map(({ id }) => id) }),
      }
    },
  }
}

/** Whether a model writes that reads lessons: an author's meta-prompt of the enhancer may have no place for them. */
function canBeTold({ enhancer, metaPrompts = [] }: RunInput): boolean {
  if (enhancer !== 'architect' && enhancer !== 'llm_assisted') return false
  const writer = enhancer === 'architect' ? 'architect' : 'enhancer'
  const text = metaPrompts.find(({ role }) => role === writer)?.text ?? defaultMetaPrompts[writer]
  return hasPlaceholder(text, 'lessons')
}

const isActive = ({ state }: Lesson): boolean => state === 'active'

function shown({ retiredByAuthor, offered, withheld, ...lesson }: StoredLesson): Lesson {
  const uplift = estimateUplift(offered, withheld)
  const standing = standingOf({ retiredByAuthor, trials: offered.runs + withheld.runs, estimate: uplift })
  return {
    ...lesson,
    ...standing,
    measured: {
      offered: { runs: offered.runs, mean: meanGain(offered) },
      withheld: { runs: withheld.runs, mean: meanGain(withheld) },
      uplift,
    },
  }
}
