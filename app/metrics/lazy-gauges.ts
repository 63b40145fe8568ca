import { Gauge, type Registry } from 'prom-client'
import { within } from './within.ts'

type Values<Name extends string> = Readonly<Partial<Record<Name, number>>>

export interface LazyGaugesOptions<Name extends string> {
  /** Names and what they say, for Prometheus. */
  readonly gauges: Readonly<Record<Name, string>>
  /** Asked when somebody reads the registry, once for all of these gauges and all who read meanwhile. */
  ask(): Promise<Values<Name>>
  /** Longest wait for the answer, in ms. */
  readonly timeoutMs: number
  /** Told when there was no answer. */
  onFailure(error: unknown): void
}

/**
 * Adds gauges to a registry whose values are asked for when they are read. Reading never fails because of them: one
 * without an answer is absent, because an old value would look like a new one.
 */
export function addLazyGauges<Name extends string>(registry: Registry, options: LazyGaugesOptions<Name>): void {
  const { ask, timeoutMs, onFailure } = options
  const names = Object.keys(options.gauges) as Name[] // exactly the keys of the record
  const none = {} as Values<Name> // every member may be missing, which TypeScript does not see of a type parameter
  let asking: Promise<Values<Name>> | undefined
  let collecting: Promise<void> | undefined

  async function answer(): Promise<Values<Name>> {
    try {
      // A question still open after its time limit is waited for again, and not asked a second time beside it.
      asking ??= ask().finally(() => {
        asking = undefined
      })
      return await within(timeoutMs, asking)
    } catch (error) {
      onFailure(error)
      return none
    }
  }
  async function collectAll(): Promise<void> {
    const values = await answer()
    for (const { name, gauge } of gauges) {
      const value = values[name]
      if (value === undefined) gauge.remove()
      else gauge.set(value)
    }
  }
  const collect = () => {
    collecting ??= collectAll().finally(() => {
      collecting = undefined
    })
    return collecting
  }
  const gauges = names.map((name) => ({
    name,
    gauge: new Gauge({ registers: [registry], name, help: options.gauges[name], collect }),
  }))
}
