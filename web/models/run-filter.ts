/** Which runs a list shows, as its address says it; an empty text: no matter which. */
export interface RunFilter {
  /** Words that are looked for. */
  readonly q: string
  readonly state: string
  /** Id of the target model. */
  readonly model: string
  readonly enhancer: string
  readonly origin: string
  /** Days since the start, at most. */
  readonly days: string
}

export const noFilter: RunFilter = { q: '', state: '', model: '', enhancer: '', origin: '', days: '' }

/** Each state that one looks for, as the API asks for it: runs that have ended by what they came to. */
const states: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  queued: { status: 'queued' },
  running: { status: 'running' },
  improved: { outcome: 'improved' },
  unchanged: { outcome: 'unchanged' },
  failed: { outcome: 'failed' },
  cancelled: { outcome: 'cancelled' },
}
const origins: Readonly<Record<string, string>> = { model: 'false', simulator: 'true' }

/** What an address may say. Others name something that this page does not know, and are left out. */
const known: Readonly<Record<keyof RunFilter, (value: string) => boolean>> = {
  q: (value) => value.length <= 500,
  state: (value) => Object.hasOwn(states, value),
  model: (value) => /^[a-z]+:[\w.:/@-]{1,128}$/.test(value),
  enhancer: (value) => /^\w{1,50}$/.test(value),
  origin: (value) => Object.hasOwn(origins, value),
  days: (value) => ['1', '7', '30'].includes(value),
}
// Object.keys widens to string[]; the keys are those of a filter, all of them.
const names = Object.keys(noFilter) as (keyof RunFilter)[]

/** The filter in the part of the address after `#`. Never throws. */
export function filterOf(hash: string): RunFilter {
  const [path = '', query = ''] = hash.split(/\?(.*)/s)
  if (path !== '#/') return noFilter
  const given = new URLSearchParams(query)
  const value = (name: keyof RunFilter) => {
    const text = (given.get(name) ?? '').trim()
    return known[name](text) ? text : ''
  }
  return {
    q: value('q'),
    state: value('state'),
    model: value('model'),
    enhancer: value('enhancer'),
    origin: value('origin'),
    days: value('days'),
  }
}

const given = (filter: RunFilter) => names.filter((name) => filter[name] !== '')

/** The address of the list with this filter. */
export function filterHash(filter: RunFilter): string {
  const query = new URLSearchParams(given(filter).map((name) => [name, filter[name]]))
  return given(filter).length === 0 ? '#/' : `#/?${query}`
}

/** How many things are asked for, besides words. */
export const filterCount = (filter: RunFilter): number => given(filter).filter((name) => name !== 'q').length

const dayMs = 86_400_000

/** What the API is asked. @param now ms since 1970 */
export function filterQuery(filter: RunFilter, now: number): Readonly<Record<string, string | undefined>> {
  const { q, state, model, enhancer, origin, days } = filter
  return {
    q,
    ...states[state],
    model,
    enhancer,
    simulated: origins[origin],
    from: days === '' ? undefined : new Date(now - Number(days) * dayMs).toISOString(),
  }
}
