import { computed, signal } from '@preact/signals'
import { render } from '@testing-library/preact'
import { vi } from 'vitest'
import type { Api } from '../api/api.ts'
import { App } from '../app.tsx'
import { AnalyticsPage } from '../components/analytics-page.tsx'
import { LessonsPage } from '../components/lessons-page.tsx'
import { LiveRunPage } from '../components/live-run-page.tsx'
import { MetaPromptPages } from '../components/meta-prompt-pages.tsx'
import { WebhooksPage } from '../components/webhooks-page.tsx'
import { CatalogueModel } from '../models/catalogue-model.ts'
import { ComposeModel } from '../models/compose-model.ts'
import { PastRunsModel } from '../models/past-runs-model.ts'
import { parseRoute } from '../models/route.ts'
import { filterHash, filterOf } from '../models/run-filter.ts'
import { SessionModel } from '../models/session-model.ts'
import { runId } from './example-run.ts'
import { modelList, scriptedApi, scriptedStreams } from './scripted-api.ts'

/** The whole page over a scripted API: open server, two models, no runs, and whatever the test changes of that. */
export function mountApp(script: Partial<Api> = {}, { hash = '#/' } = {}) {
  const api = scriptedApi({
    session: async () => ({ required: false, valid: true }),
    models: async () => modelList,
    refinements: async () => ({ items: [], nextCursor: null }),
    start: async () => ({ id: runId, status: 'queued' }),
    ...script,
  })
  const streams = scriptedStreams()
  const address = signal(hash)
  const isOnline = signal(true)
  const copy = vi.fn(async (_text: string) => true)
  const session = new SessionModel(api)
  const catalogue = new CatalogueModel(api)
  const form = new ComposeModel(api, catalogue, { read: () => ({}), write: () => {} })
  const navigate = (to: string) => {
    address.value = to
  }
  const page = render(
    <App
      session={session}
      catalogue={catalogue}
      form={form}
      pastRuns={new PastRunsModel(api)}
      sectionPages={{
        analytics: () => <AnalyticsPage api={api} />,
        'meta-prompts': () => <MetaPromptPages api={api} />,
        lessons: () => <LessonsPage api={api} />,
        webhooks: () => <WebhooksPage api={api} copy={copy} />,
      }}
      metaPromptPage={(role) => <MetaPromptPages api={api} role={role} />}
      runPage={(shown) => <LiveRunPage {...shown} api={api} openEventStream={streams.open} copy={copy} />}
      route={computed(() => parseRoute(address.value))}
      filter={computed(() => filterOf(address.value))}
      showFilter={(filter) => navigate(filterHash(filter))}
      isOnline={isOnline}
      navigate={navigate}
    />,
  )
  return { page, streams, address, isOnline, copy, session, form, navigate }
}
