import { homeHash, metaPromptsHash } from '../models/route.ts'

interface Props {
  /** Whether the current page is the one to start from. */
  readonly isHome: boolean
  /** Ends the session; undefined when there is none to end. */
  readonly onLogOut: (() => void) | undefined
}

/** The name of the place, the way back to its start, and out. */
export function AppHeader({ isHome, onLogOut }: Props) {
  return (
    <header class="app-header">
      <div class="app-header-inner">
        <a class="brand" href={homeHash} aria-current={isHome ? 'page' : undefined}>
          <img src="/favicon.svg" alt="" width="28" height="28" />
          <span>MPLA</span>
          <small>Meta-Prompt Learning Agent</small>
        </a>
        <nav aria-label="Main">
          {!isHome && (
            <a class="button button-small" href={homeHash}>
              New refinement
            </a>
          )}
          <a class="button button-small" href={metaPromptsHash}>
            Meta-prompts
          </a>
          {onLogOut && (
            <button type="button" class="button button-small" onClick={onLogOut}>
              Log out
            </button>
          )}
        </nav>
      </div>
    </header>
  )
}
