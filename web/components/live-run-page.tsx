import type { Api, OpenEventStream } from '../api/api.ts'
import { RunModel } from '../models/run-model.ts'
import type { RefineAgain } from './refine-again.ts'
import { RunPage } from './run-page.tsx'

export interface LiveRunPageProps {
  readonly api: Api
  readonly openEventStream: OpenEventStream
  readonly id: string
  readonly copy: (text: string) => Promise<boolean>
  readonly onRefineAgain: RefineAgain
  readonly onTitle: (title: string) => void
}

/** A run, followed by its events. Its scripts are loaded apart, while the prompt is being written. */
export function LiveRunPage({ api, openEventStream, ...page }: LiveRunPageProps) {
  return <RunPage {...page} open={() => new RunModel(api, openEventStream, page.id)} />
}
