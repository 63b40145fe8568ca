import { computed, createModel, signal } from '@preact/signals'
import type { AuthorCheck } from '../../app/contract/author-checks.ts'
import type { CheckDescription } from '../../app/contract/checks-trial.ts'
import type { Api } from '../api/api.ts'
import { type ApiError, toApiError } from '../api/api-error.ts'
import { statedCheck, type TypedValues, typedExample, valueErrors } from './check-values.ts'

/** The server's own bound. */
const mostChecks = 30

/** A check that is being stated. */
export interface CheckEntry {
  /** Names it on the page; never used again. */
  readonly id: number
  readonly kind: CheckDescription
  readonly values: TypedValues
}

/** The checks that go with a run. What there is comes from the server, and only when somebody asks for it. */
export const ChecksModel = createModel((api: Pick<Api, 'checks'>) => {
  const kinds = signal<readonly CheckDescription[]>([])
  const failure = signal<ApiError | null>(null)
  const entries = signal<readonly CheckEntry[]>([])
  const showsErrors = signal(false)
  /** Checks of another run, which wait for the kinds. Nothing is sent without them. */
  const wanted = signal<readonly AuthorCheck[]>([])
  let nextId = 0
  let isLoading = false

  const errors = computed(() => new Map(entries.value.map(({ id, kind, values }) => [id, valueErrors(kind, values)])))
  const isWrong = computed(
    () => wanted.value.length > 0 || [...errors.value.values()].some((each) => Object.keys(each).length > 0),
  )
  const isFull = computed(() => entries.value.length >= mostChecks)

  async function load(): Promise<void> {
    if (kinds.value.length > 0) return takeWanted()
    if (isLoading) return
    isLoading = true
    failure.value = null
    try {
      kinds.value = (await api.checks()).checks
      takeWanted()
    } catch (cause) {
      failure.value = toApiError(cause)
    } finally {
      isLoading = false
    }
  }

  function takeWanted(): void {
    const restored = wanted.value.flatMap((check) => {
      const kind = kinds.value.find((each) => each.check === check.check)
      return kind === undefined ? [] : [{ id: nextId++, kind, values: typedExample({ ...kind, example: check }) }]
    })
    entries.value = [...entries.value, ...restored]
    wanted.value = []
  }
  /** States these checks and no others. */
  function restore(checks: readonly AuthorCheck[]): Promise<void> {
    clear()
    wanted.value = checks
    return checks.length === 0 ? Promise.resolve() : load()
  }

  /** Adds a check, filled in with its example. Answers its id, or null when there is no such check, or no room. */
  function add(check: string): number | null {
    const kind = kinds.value.find((each) => each.check === check)
    if (kind === undefined || isFull.value) return null
    const id = nextId++
    entries.value = [...entries.value, { id, kind, values: typedExample(kind) }]
    return id
  }
  const remove = (id: number): void => {
    entries.value = entries.value.filter((entry) => entry.id !== id)
  }
  const set = (id: number, name: string, value: string): void => {
    entries.value = entries.value.map((entry) =>
      entry.id === id ? { ...entry, values: { ...entry.values, [name]: value } } : entry,
    )
  }

  /** What goes to the server; null while something is wrong, and then each mistake is shown. */
  function stated(): readonly AuthorCheck[] | null {
    showsErrors.value = true
    return isWrong.value ? null : entries.value.map(({ kind, values }) => statedCheck(kind, values))
  }
  const clear = (): void => {
    entries.value = []
    wanted.value = []
    showsErrors.value = false
  }

  return {
    kinds,
    failure,
    entries,
    errors,
    showsErrors,
    isWrong,
    isFull,
    load,
    restore,
    add,
    remove,
    set,
    stated,
    clear,
  }
})
export type ChecksModel = InstanceType<typeof ChecksModel>
