import { computed, createModel, signal } from '@preact/signals'
import type { LessonDetail, LessonList, LessonOrigin } from '../../app/contract/lessons.ts'
import type { Api } from '../api/api.ts'
import { type ApiError, toApiError } from '../api/api-error.ts'
import { aboutText } from './lesson-sentences.ts'

/** The lessons of one origin, and the runs behind those that are unfolded. */
export const LessonsModel = createModel((api: Api) => {
  const origin = signal<LessonOrigin>('real')
  const list = signal<LessonList | null>(null)
  /** By what they are about: only those compete for the same runs. */
  const groups = computed(() =>
    [...Map.groupBy(list.value?.items ?? [], aboutText)]
      .map(([about, lessons]) => ({ about, lessons }))
      .sort((a, b) => a.about.localeCompare(b.about, 'en')),
  )
  const error = signal<ApiError | null>(null)
  /** By lesson: the runs behind it, once they are read. */
  const details = signal<Readonly<Record<string, LessonDetail>>>({})
  /** What could not be done with a lesson. */
  const failure = signal<{ readonly id: string; readonly error: ApiError } | null>(null)
  /** What was done last, for those who do not see it. */
  const news = signal('')

  async function load(): Promise<void> {
    const wanted = origin.value
    try {
      const found = await api.lessons({ origin: wanted })
      // An answer about the other origin would show under the wrong name.
      if (wanted !== origin.value) return
      list.value = found
      error.value = null
    } catch (cause) {
      if (wanted === origin.value) error.value = toApiError(cause)
    }
  }

  function choose(wanted: LessonOrigin): Promise<void> {
    if (wanted === origin.value) return Promise.resolve()
    origin.value = wanted
    list.value = null
    error.value = null
    return load()
  }

  async function attempt(id: string, work: () => Promise<void>): Promise<void> {
    try {
      await work()
      failure.value = null
    } catch (cause) {
      failure.value = { id, error: toApiError(cause) }
    }
  }

  /** Reads the runs behind a lesson. */
  const unfold = (id: string): Promise<void> =>
    attempt(id, async () => {
      const detail = await api.lesson(id)
      details.value = { ...details.value, [id]: detail }
    })

  const setState = (id: string, state: 'active' | 'retired'): Promise<void> =>
    attempt(id, async () => {
      await api.setLessonState(id, { state })
      await load()
      news.value = state === 'retired' ? 'The lesson is retired.' : 'The lesson is restored, and measured anew.'
    })

  return { origin, list, groups, error, details, failure, news, load, choose, unfold, setState }
})
export type LessonsModel = InstanceType<typeof LessonsModel>
