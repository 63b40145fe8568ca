/** Where the browser fetches a run as a file; the session’s cookie goes with it. */
export const exportPath = (id: string, format: 'json' | 'jsonl'): string =>
  `/api/v1/refinements/${id}/export?format=${format}`
