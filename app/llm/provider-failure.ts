export interface StatusFacts {
  readonly kind: 'status'
  readonly status: number
  /** The provider's machine-readable name for it, for example `insufficient_quota`. */
  readonly reason?: string | undefined
  readonly retryAfterMs?: number | undefined
}

/** What went wrong at a provider, freed of the SDK that said so. */
export type FailureFacts =
  | StatusFacts
  | { readonly kind: 'connection'; readonly code?: string | undefined }
  | { readonly kind: 'oversized'; readonly mostBytes: number }
  | { readonly kind: 'timeout' | 'cut' | 'malformed' }

/** Carries the facts from an adapter to `callProvider`. `detail` is provider text: unredacted, never to be shown. */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure'
  readonly facts: FailureFacts
  readonly detail: string
  constructor(facts: FailureFacts, detail: string) {
    super(facts.kind)
    this.facts = facts
    this.detail = detail
  }
}

/** How far an attempt came before it failed. */
export interface Progress {
  /** The provider sent a status and headers; for Gemini that includes refusals, which are told apart before. */
  responded: boolean
  /** Events of the stream that were pieces of a completion. */
  events: number
}

/**
 * Tells failures below HTTP apart. Undici reports both a refused connection and a
 * broken body as a TypeError whose cause has a code; a TypeError without one comes from reading an unexpected shape.
 */
export function failureBelowHttp(error: unknown, { responded }: Progress): ProviderFailure {
  if (error instanceof ProviderFailure) return error
  const detail = error instanceof Error ? error.message : String(error)
  const code = connectionCode(error)
  if (code !== undefined && /TIMEOUT|TIMEDOUT/.test(code)) return new ProviderFailure({ kind: 'timeout' }, detail)
  if (code === undefined && (error instanceof SyntaxError || error instanceof TypeError))
    return new ProviderFailure({ kind: 'malformed' }, detail)
  return new ProviderFailure(responded ? { kind: 'cut' } : { kind: 'connection', code }, detail)
}

/** The first system or undici code in the chain of causes, for example ECONNREFUSED or UND_ERR_SOCKET. */
function connectionCode(error: unknown): string | undefined {
  for (let link: unknown = error; link instanceof Error; link = link.cause)
    if ('code' in link && typeof link.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(link.code)) return link.code
  return undefined
}
