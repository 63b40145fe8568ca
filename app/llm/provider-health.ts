import type { Provider } from '../contract/models.ts'
import { AppError } from '../errors.ts'

export interface ProviderCheck {
  readonly status: 'ok' | 'failing' | 'unknown'
  /** Ours: no address, no key, no provider text. */
  readonly message: string
}

/** What a provider is asked: to complete a prompt, or to list its models. */
export type Asked = 'completion' | 'listing'

/** How each provider fared when it was last asked. Asks nothing itself. */
export interface ProviderHealth {
  succeeded(provider: Provider, asked: Asked): void
  failed(provider: Provider, asked: Asked, error: unknown): void
  readonly checks: () => Record<string, ProviderCheck>
}

/**
 * How long a completion that failed is believed against listings that succeed, in ms. Each look at the health lists the
 * models, which works without credit, beyond the rate limit and while models are down: believed at once, it would hide
 * from whoever looks what they look for. Three periods of the alarm on failing calls.
 */
const believedMs = 15 * 60 * 1000

const ok: ProviderCheck = { status: 'ok', message: 'The last request succeeded' }

export function createProviderHealth(providers: readonly Provider[], now: () => number): ProviderHealth {
  const checks = new Map<Provider, ProviderCheck>(
    providers.map((provider) => [
      provider,
      provider === 'simulator'
        ? { status: 'ok', message: 'Needs no provider' }
        : { status: 'unknown', message: 'Not asked yet' },
    ]),
  )
  /** When a completion failed, unless one has succeeded since. */
  const failedAt = new Map<Provider, number>()
  return {
    succeeded(provider, asked) {
      if (asked === 'listing' && now() - (failedAt.get(provider) ?? Number.NEGATIVE_INFINITY) < believedMs) return
      failedAt.delete(provider)
      checks.set(provider, ok)
    },
    failed(provider, asked, error) {
      // A refused request says something about the request, an aborted one nothing at all.
      if (!(error instanceof AppError) || error.code === 'MODEL_REQUEST_REFUSED') return
      checks.set(provider, { status: 'failing', message: error.message })
      if (asked === 'completion') failedAt.set(provider, now())
    },
    checks: () => Object.fromEntries(checks),
  }
}
