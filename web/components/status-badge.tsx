const tones = {
  Loading: 'quiet',
  Queued: 'quiet',
  Running: 'active',
  Completed: 'good',
  Failed: 'bad',
  Cancelled: 'quiet',
} as const

export type StatusWord = keyof typeof tones

/** The status of a run, as a word; the colour only repeats it. */
export function StatusBadge({ status }: { readonly status: StatusWord }) {
  return <span class={`badge badge-${tones[status]}`}>{status}</span>
}
