import type { RefinementEvent } from '../contract/refinement-events.ts'
import type { EventListener } from '../storage/event-notifier.ts'

export interface TailOptions {
  /** Most events read at once, and kept for the others who follow. */
  readonly pageSize: number
  /** Reads again after this long even when no notification came, in ms. */
  readonly pollMs: number
  read(afterSeq: number, limit: number): Promise<RefinementEvent[]>
  /** @returns ends the subscription */
  subscribe(listener: EventListener): () => void
}

/** One who follows, and waits for one thing at a time. */
export interface Follower {
  goOn(): void
}

/**
 * What all who follow one run in this process share: a page is read once for all of them, and what this process stores
 * itself is not read at all. Holds one page, whoever is slow: a follower that falls behind reads its own pages from the store.
 */
export class EventTail {
  readonly #options: TailOptions
  readonly #end: () => void
  /** The newest events that are known; without gaps, as the log is. */
  #recent: readonly RefinementEvent[] = []
  /** Whether nothing is stored after the newest of them, as far as anybody has told. */
  #isCurrent = false
  readonly #reading = new Map<string, Promise<readonly RefinementEvent[]>>()
  /** Counts the occasions to read again. */
  #occasion = 0
  /** Lets those go on who wait for the next one. A set of calls: racing a promise that outlives each wait would keep every wait. */
  readonly #waiting = new Set<Follower>()

  constructor(options: TailOptions) {
    this.#options = options
    const unsubscribe = options.subscribe((events) => {
      const connects = this.#take(events)
      this.#isCurrent &&= connects
      this.#wake()
    })
    const timer = setInterval(() => {
      this.#isCurrent = false
      this.#wake()
    }, options.pollMs).unref()
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
    if (seq === newest?.seq && this.#isCurrent) return []
    // Only reads of one occasion are shared: an earlier one may have begun before what this one is about was stored.
    const key = `${this.#occasion} ${seq}`
    let reading = this.#reading.get(key)
    if (reading === undefined) {
      reading = this.#readPage(seq).finally(() => this.#reading.delete(key))
      this.#reading.set(key, reading)
    }
    return reading
  }

  /** Resolves once there may be more than at `occasion`, or when the follower is released. */
  async changed(occasion: number, follower: Follower): Promise<void> {
    if (this.#occasion !== occasion) return
    return new Promise((resolve) => {
      follower.goOn = resolve
      this.#waiting.add(follower)
    })
  }

  release(follower: Follower): void {
    this.#waiting.delete(follower)
    follower.goOn()
  }

  close(): void {
    this.#end()
  }

  #wake(): void {
    this.#occasion++
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const follower of waiting) follower.goOn()
  }

  /** @returns whether they follow what is known; not when another process has stored some before them. */
  #take(events: readonly RefinementEvent[]): boolean {
    const known = this.#recent.at(-1)?.seq ?? 0
    const fresh = events.filter(({ seq }) => seq > known)
    if (fresh[0] === undefined) return events.length > 0
    const connects = fresh[0].seq === known + 1
    this.#recent = (connects ? [...this.#recent, ...fresh] : fresh).slice(-this.#options.pageSize)
    return connects
  }

  async #readPage(seq: number): Promise<readonly RefinementEvent[]> {
    const occasion = this.#occasion
    const page = await this.#options.read(seq, this.#options.pageSize)
    if ((page.at(-1)?.seq ?? 0) > (this.#recent.at(-1)?.seq ?? 0)) this.#recent = page
    const isEnd = page.length < this.#options.pageSize && (page.at(-1)?.seq ?? seq) === this.#recent.at(-1)?.seq
    if (isEnd && occasion === this.#occasion) this.#isCurrent = true
    return page
  }
}
