import { computed, signal } from '@preact/signals'
import { parseRoute } from '../models/route.ts'

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
