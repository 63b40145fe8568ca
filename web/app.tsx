import type { ReadonlySignal } from '@preact/signals'
import { type ComponentChildren, Fragment } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { AssistantRole } from '../app/contract/run-input.ts'
import { AppHeader } from './components/app-header.tsx'
import { ErrorAlert } from './components/error-alert.tsx'
import { HomePage } from './components/home-page.tsx'
import type { LiveRunPageProps } from './components/live-run-page.tsx'
import { LoginForm } from './components/login-form.tsx'
import type { CatalogueModel } from './models/catalogue-model.ts'
import type { ComposeModel } from './models/compose-model.ts'
import type { PastRunsModel } from './models/past-runs-model.ts'
import { roleNames } from './models/role-names.ts'
import { homeHash, type Route, runHash } from './models/route.ts'
import type { RunFilter } from './models/run-filter.ts'
import { type SectionName, sections } from './models/sections.ts'
import type { SessionModel } from './models/session-model.ts'

/** All that the page consists of and stands on. */
export interface AppProps {
  readonly session: SessionModel
  readonly catalogue: CatalogueModel
  readonly form: ComposeModel
  readonly pastRuns: PastRunsModel
  /** The pages of the navigation. */
  readonly sectionPages: Readonly<Record<SectionName, () => ComponentChildren>>
  readonly metaPromptPage: (role: AssistantRole) => ComponentChildren
  readonly runPage: (page: Pick<LiveRunPageProps, 'id' | 'onRefineAgain' | 'onTitle'>) => ComponentChildren
  readonly route: ReadonlySignal<Route>
  /** Which runs the address asks for. */
  readonly filter: ReadonlySignal<RunFilter>
  readonly showFilter: (filter: RunFilter) => void
  readonly isOnline: ReadonlySignal<boolean>
  readonly navigate: (hash: string) => void
}

const setTitle = (title: string) => {
  document.title = `${title} · MPLA`
}

/** Of the pages whose title does not depend on what is loaded. */
function titleOf(route: Route): string | null {
  if (route.page === 'home') return 'Refine a prompt'
  if (route.page === 'section') return sections.find(({ page }) => page === route.section)?.title ?? null
  return route.page === 'meta-prompt' ? `${roleNames[route.role]}: meta-prompt` : null
}

function Page(props: AppProps) {
  const { form, catalogue, pastRuns, navigate } = props
  const route = props.route.value
  const title = titleOf(route)
  useEffect(() => {
    if (title !== null) setTitle(title)
  }, [title])
  useEffect(() => void catalogue.load(), [catalogue])
  if (route.page === 'run') {
    const refineAgain: LiveRunPageProps['onRefineAgain'] = (draft, checks) => {
      form.refineAgain(draft, checks)
      navigate(homeHash)
    }
    return (
      <Fragment key={route.id}>
        {props.runPage({ id: route.id, onRefineAgain: refineAgain, onTitle: setTitle })}
      </Fragment>
    )
  }
  if (route.page === 'section') return <Fragment key={route.section}>{props.sectionPages[route.section]()}</Fragment>
  if (route.page === 'meta-prompt') return <>{props.metaPromptPage(route.role)}</>
  if (route.page === 'unknown')
    return (
      <section class="card">
        <h1 tabIndex={-1}>There is nothing at this address</h1>
        <p>
          <code>{route.path}</code> names no page and no run. <a href={homeHash}>Go to the start</a>
        </p>
      </section>
    )
  return (
    <HomePage
      form={form}
      catalogue={catalogue}
      pastRuns={pastRuns}
      filter={props.filter.value}
      onFilter={props.showFilter}
      onStarted={(id) => navigate(runHash(id))}
    />
  )
}

function Content(props: AppProps) {
  const { session } = props
  const state = session.state.value
  if (state.is === 'checking') return <div class="skeleton skeleton-tall" aria-busy="true" />
  if (state.is === 'closed') return <LoginForm session={session} hasExpired={state.hasExpired} />
  if (state.is === 'failed')
    return <ErrorAlert title="MPLA does not answer." error={state.error} onRetry={() => void session.check()} />
  return <Page {...props} />
}

/** The whole page. */
export function App(props: AppProps) {
  const { session, route, isOnline } = props
  const main = useRef<HTMLElement>(null)
  const isFirst = useRef(true)
  const place = JSON.stringify([route.value, session.state.value.is])
  // After going somewhere the reader is at its heading, as after loading a page. The first place is loaded by the browser.
  useEffect(() => {
    if (!isFirst.current) main.current?.querySelector('h1')?.focus()
    if (session.state.peek().is !== 'checking') isFirst.current = false
  }, [place, session])
  useEffect(() => void session.check(), [session])

  const state = session.state.value
  const canLogOut = state.is === 'open' && state.canLogOut
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: a skip link is a link; the address after # names pages here, so it must stay */}
      <a class="skip-link" href="#main" onClick={(event) => skipTo(event, main.current)}>
        Skip to the content
      </a>
      <AppHeader route={route.value} onLogOut={canLogOut ? () => void session.logOut() : undefined} />
      {!isOnline.value && (
        <p class="offline" role="alert">
          You are offline. Runs go on without you, and this page catches up when you are back.
        </p>
      )}
      <main ref={main} id="main" tabIndex={-1}>
        <Content {...props} />
      </main>
    </>
  )
}

function skipTo(event: Event, target: HTMLElement | null): void {
  event.preventDefault()
  target?.focus()
}
