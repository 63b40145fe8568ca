import { render } from 'preact'
import { openEventStream } from './api/event-stream.ts'
import { createHttpClient } from './api/http-client.ts'
import { App } from './app.tsx'
import { copyText } from './browser/clipboard.ts'
import { createDraftStore } from './browser/draft-store.ts'
import { navigate, route } from './browser/location.ts'
import { isOnline } from './browser/network.ts'
import { CatalogueModel } from './models/catalogue-model.ts'
import { ComposeModel } from './models/compose-model.ts'
import { MetaPromptModel } from './models/meta-prompt-model.ts'
import { MetaPromptsModel } from './models/meta-prompts-model.ts'
import { PastRunsModel } from './models/past-runs-model.ts'
import { RunModel } from './models/run-model.ts'
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

const api = createHttpClient({ onUnauthorized: () => session.expire() })
const session = new SessionModel(api)
const catalogue = new CatalogueModel(api)
const form = new ComposeModel(
  api,
  catalogue,
  createDraftStore(() => window.sessionStorage),
)
const pastRuns = new PastRunsModel(api)
const openRun = (id: string) => new RunModel(api, openEventStream, id)

const root = document.getElementById('app')
if (root === null) throw new Error('Expected an element with the id "app" in index.html, found none')
render(
  <App
    session={session}
    catalogue={catalogue}
    form={form}
    pastRuns={pastRuns}
    metaPrompts={new MetaPromptsModel(api)}
    openMetaPrompt={(role) => new MetaPromptModel(api, role)}
    openRun={openRun}
    route={route}
    isOnline={isOnline}
    navigate={navigate}
    copy={copyText}
  />,
  root,
)
