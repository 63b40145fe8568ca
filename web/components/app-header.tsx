import { homeHash, type Route } from '../models/route.ts'
import { type SectionName, sectionHash, sections } from '../models/sections.ts'

interface Props {
  readonly route: Route
  /** Ends the session; undefined when there is none to end. */
  readonly onLogOut: (() => void) | undefined
}

/** The section that a page is part of; null for what belongs to the start page. */
function sectionOf(route: Route): SectionName | null {
  if (route.page === 'section') return route.section
  return route.page === 'meta-prompt' ? 'meta-prompts' : null
}

/** The name of the place, the ways to its pages, and out. */
export function AppHeader({ route, onLogOut }: Props) {
  const isHome = route.page === 'home'
  /** `page`: you are there; `true`: at something that belongs to it. */
  const current = (section: SectionName) =>
    sectionOf(route) !== section ? undefined : route.page === 'section' ? 'page' : 'true'
  return (
    <header class="app-header">
      <div class="app-header-inner">
        <a class="brand" href={homeHash} aria-current={isHome ? 'page' : undefined}>
          <img src="/favicon.svg" alt="" width="28" height="28" />
          <span>MPLA</span>
          <small>Meta-Prompt Learning Agent</small>
        </a>
        <nav aria-label="Main">
          <ul>
            <li>
              <a href={homeHash} aria-current={isHome ? 'page' : route.page === 'run' ? 'true' : undefined}>
                Refine
              </a>
            </li>
            {sections.map(({ page, label }) => (
              <li key={page}>
                <a href={sectionHash(page)} aria-current={current(page)}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
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
