import { render } from 'preact'
import { openEventStream } from './api/event-stream.ts'
import { createHttpClient } from './api/http-client.ts'
import { App } from './app.tsx'
import { copyText } from './browser/clipboard.ts'
import { createDraftStore } from './browser/draft-store.ts'
import { filter, navigate, route, showFilter } from './browser/location.ts'
import { isOnline } from './browser/network.ts'
import { ComposeOptions } from './components/compose-form.tsx'
import { lazyPage } from './components/lazy-page.tsx'
import { CatalogueModel } from './models/catalogue-model.ts'
import { ComposeModel } from './models/compose-model.ts'
import { PastRunsModel } from './models/past-runs-model.ts'
import { SessionModel } from './models/session-model.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/messages.css'
import './styles/meters.css'
import './styles/layout.css'
import './styles/home.css'
import './styles/run.css'
import './styles/steps.css'
import './styles/meta-prompts.css'
import './styles/lessons.css'
import './styles/analytics.css'
import './styles/webhooks.css'

const api = createHttpClient({ onUnauthorized: () => session.expire() })
const session = new SessionModel(api)
const catalogue = new CatalogueModel(api)
const form = new ComposeModel(
  api,
  catalogue,
  createDraftStore(() => window.sessionStorage),
)
const pastRuns = new PastRunsModel(api)

const LiveRunPage = lazyPage(async () => (await import('./components/live-run-page.tsx')).LiveRunPage)
const MetaPromptPages = lazyPage(async () => (await import('./components/meta-prompt-pages.tsx')).MetaPromptPages)
const AnalyticsPage = lazyPage(async () => (await import('./components/analytics-page.tsx')).AnalyticsPage)
const WebhooksPage = lazyPage(async () => (await import('./components/webhooks-page.tsx')).WebhooksPage)
const LessonsPage = lazyPage(async () => (await import('./components/lessons-page.tsx')).LessonsPage)

const root = document.getElementById('app')
if (root === null) throw new Error('Expected an element with the id "app" in index.html, found none')
render(
  <App
    session={session}
    catalogue={catalogue}
    form={form}
    pastRuns={pastRuns}
    sectionPages={{
      analytics: () => <AnalyticsPage api={api} />,
      'meta-prompts': () => <MetaPromptPages api={api} />,
      lessons: () => <LessonsPage api={api} />,
      webhooks: () => <WebhooksPage api={api} copy={copyText} />,
    }}
    metaPromptPage={(role) => <MetaPromptPages api={api} role={role} />}
    runPage={(page) => <LiveRunPage {...page} api={api} openEventStream={openEventStream} copy={copyText} />}
    route={route}
    filter={filter}
    showFilter={showFilter}
    isOnline={isOnline}
    navigate={navigate}
  />,
  root,
)
// Ready before anybody goes there, and after everything that the first page needs.
for (const page of [ComposeOptions, LiveRunPage, MetaPromptPages, LessonsPage, AnalyticsPage, WebhooksPage])
  page.preload().catch(() => {}) // tried again when the page is shown
