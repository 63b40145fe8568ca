import type { RefinementEvent } from '../contract/refinement-events.ts'

export interface TailOptions {
  /** Most events read at once, and kept for the others who follow. */
  readonly pageSize: number
  /** Reads again after this long even when no notification came, in ms. */
  readonly pollMs: number
  read(afterSeq: number, limit: number): Promise<RefinementEvent[]>
  /** @returns ends the subscription */
  subscribe(listener: () => void): () => void
}

/**
 * What all who follow one run in this process share: a page is read once for all of them. Holds one page, whoever is
 * slow: a follower that falls behind reads its own pages from the store.
 */
export class EventTail {
  readonly #options: TailOptions
  readonly #end: () => void
  /** The newest page read; without gaps, as the log is. */
  #recent: readonly RefinementEvent[] = []
  readonly #reading = new Map<string, Promise<readonly RefinementEvent[]>>()
  /** Counts the occasions to read again. */
  #occasion = 0
  #nextOccasion = Promise.withResolvers<void>()

  constructor(options: TailOptions) {
    this.#options = options
    const tick = () => this.#wake()
    const unsubscribe = options.subscribe(tick)
    const timer = setInterval(tick, options.pollMs).unref()
    this.#end = () => {
      unsubscribe()
      clearInterval(timer)
    }
  }

  /** Take it before reading: `changed` then misses nothing that is stored during the read. */
  get occasion(): number {
    return this.#occasion
  }

  /** Some of the events after `seq`, in order; none when there is none yet. */
  async after(seq: number): Promise<readonly RefinementEvent[]> {
    const [oldest, newest] = [this.#recent[0], this.#recent.at(-1)]
    if (oldest !== undefined && newest !== undefined && oldest.seq <= seq + 1 && newest.seq > seq)
      return this.#recent.slice(seq + 1 - oldest.seq)
    // Only reads of one occasion are shared: an earlier one may have begun before what this one is about was stored.
    const key = `${this.#occasion} ${seq}`
    let reading = this.#reading.get(key)
    if (reading === undefined) {
      reading = this.#readPage(seq).finally(() => this.#reading.delete(key))
      this.#reading.set(key, reading)
    }
    return reading
  }

  /** Resolves once there may be more than at `occasion`, or when the signal aborts. */
  async changed(occasion: number, signal: AbortSignal): Promise<void> {
    if (this.#occasion !== occasion || signal.aborted) return
    const aborted = Promise.withResolvers<void>()
    const onAbort = () => aborted.resolve()
    signal.addEventListener('abort', onAbort, { once: true })
    await Promise.race([this.#nextOccasion.promise, aborted.promise])
    signal.removeEventListener('abort', onAbort)
  }

  close(): void {
    this.#end()
  }

  #wake(): void {
    this.#occasion++
    this.#nextOccasion.resolve()
    this.#nextOccasion = Promise.withResolvers()
  }

  async #readPage(seq: number): Promise<readonly RefinementEvent[]> {
    const page = await this.#options.read(seq, this.#options.pageSize)
    if ((page.at(-1)?.seq ?? 0) > (this.#recent.at(-1)?.seq ?? 0)) this.#recent = page
    return page
  }
}
