import { render } from '@testing-library/preact'
import { vi } from 'vitest'
import type { Api } from '../api/api.ts'
import { RunPage } from '../components/run-page.tsx'
import { RunModel } from '../models/run-model.ts'
import { runId } from './example-run.ts'
import { scriptedApi, scriptedStreams } from './scripted-api.ts'

/** The page of the example run, whose events the test sends. */
export function mount(script: Partial<Api> = {}) {
  const streams = scriptedStreams()
  const onTitle = vi.fn()
  const onRefineAgain = vi.fn()
  const api = scriptedApi(script)
  const page = render(
    <RunPage
      id={runId}
      open={() => new RunModel(api, streams.open, runId)}
      copy={async () => true}
      onRefineAgain={onRefineAgain}
      onTitle={onTitle}
    />,
  )
  return { streams, onTitle, onRefineAgain, page }
}
