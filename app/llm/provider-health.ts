import type { Provider } from '../contract/models.ts'
import { AppError } from '../errors.ts'

export interface ProviderCheck {
  readonly status: 'ok' | 'failing' | 'unknown'
  /** Ours: no address, no key, no provider text. */
  readonly message: string
}

/** How each provider fared at its last call or listing. Makes no call itself. */
export interface ProviderHealth {
  succeeded(provider: Provider): void
  failed(provider: Provider, error: unknown): void
  readonly checks: () => Record<string, ProviderCheck>
}

export function createProviderHealth(providers: readonly Provider[]): ProviderHealth {
  const checks = new Map<Provider, ProviderCheck>(
    providers.map((provider) => [
      provider,
      provider === 'simulator'
        ? { status: 'ok', message: 'Needs no provider' }
        : { status: 'unknown', message: 'Not asked yet' },
    ]),
  )
  return {
    succeeded: (provider) => checks.set(provider, { status: 'ok', message: 'The last request succeeded' }),
    failed(provider, error) {
      // A refused request says something about the request, an aborted one nothing at all.
      if (error instanceof AppError && error.code !== 'MODEL_REQUEST_REFUSED')
        checks.set(provider, { status: 'failing', message: error.message })
    },
    checks: () => Object.fromEntries(checks),
  }
}
