import { computed, signal } from '@preact/signals'
import { parseRoute } from '../models/route.ts'
import { filterHash, filterOf, type RunFilter } from '../models/run-filter.ts'

const hash = signal(window.location.hash)
window.addEventListener('hashchange', () => {
  hash.value = window.location.hash
})

/** The page that the address names now. */
export const route = computed(() => parseRoute(hash.value))

/** Goes to another page; the browser's back button returns. */
export const navigate = (to: string): void => {
  window.location.hash = to
}

/** Which runs the address asks for. */
export const filter = computed(() => filterOf(hash.value))

/** Says another filter in the address. No step of the back button: each letter of a search would be one. */
export const showFilter = (wanted: RunFilter): void => {
  window.history.replaceState(null, '', filterHash(wanted))
  hash.value = window.location.hash
}
