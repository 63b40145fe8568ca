import type { DraftStore } from '../models/compose-model.ts'
import { type Draft, emptyDraft } from '../models/compose-rules.ts'

const key = 'mpla.draft'

/** Only what is a field of a draft, and text: the stored value may be of another version of the page. */
function sanitized(stored: unknown): Partial<Draft> {
  if (typeof stored !== 'object' || stored === null) return {}
  return Object.fromEntries(
    Object.entries(stored).filter(([field, value]) => field in emptyDraft && typeof value === 'string'),
  )
}

/** Keeps the draft in this tab only: a prompt may be confidential, and the next person at the machine is somebody else. */
export const createDraftStore = (storage: () => Pick<Storage, 'getItem' | 'setItem'>): DraftStore => ({
  read() {
    try {
      return sanitized(JSON.parse(storage().getItem(key) ?? '{}'))
    } catch {
      return {} // blocked, or not ours: begin with an empty form
    }
  },
  write(draft) {
    try {
      storage().setItem(key, JSON.stringify(draft))
    } catch {
      // blocked or full: the draft then lives as long as the page
    }
  },
})
