export interface MemoryWatchOptions {
  /** Resident memory in MiB above which requests are shed; 0: no limit. */
  readonly limitMib: number
  /** How long it may stay above, in ms. */
  readonly patienceMs: number
  /** Bytes. Default: this process's. */
  readonly residentBytes?: () => number
  /** Milliseconds. */
  readonly now?: () => number
}

/**
 * Whether memory has been above the limit for so long that it will stay there, as seen by those who ask from time to time.
 * A process rarely gives memory back to the system: after a peak it would shed every request for ever, and look healthy.
 */
export function createMemoryWatch(options: MemoryWatchOptions): () => boolean {
  const { limitMib, patienceMs, residentBytes = process.memoryUsage.rss, now = Date.now } = options
  let since: number | undefined
  return () => {
    if (limitMib === 0 || residentBytes() <= limitMib * 1024 * 1024) since = undefined
    else since ??= now()
    return since !== undefined && now() - since >= patienceMs
  }
}
