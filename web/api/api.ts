import type { Analytics, AnalyticsQuery } from '../../app/contract/analytics.ts'
import type { CheckList } from '../../app/contract/checks-trial.ts'
import type { Lesson, LessonDetail, LessonList, LessonQuery, SetLessonState } from '../../app/contract/lessons.ts'
import type {
  ActivateMetaPrompt,
  MetaPromptHistory,
  MetaPromptList,
  MetaPromptPreview,
  MetaPromptVersion,
  SaveMetaPrompt,
} from '../../app/contract/meta-prompts.ts'
import type { ModelList } from '../../app/contract/models.ts'
import type { Preflight } from '../../app/contract/preflight.ts'
import type { RefinementEvent } from '../../app/contract/refinement-events.ts'
import type { Refinement, RefinementPage, RefinementStarted, StartRefinement } from '../../app/contract/refinements.ts'
import type { RefinementImported } from '../../app/contract/run-archive.ts'
import type { AssistantRole } from '../../app/contract/run-input.ts'
import type { Session } from '../../app/contract/session.ts'
import type { Steering } from '../../app/contract/steering.ts'
import type { CreatedWebhook, CreateWebhook, WebhookDeliveries, WebhookList } from '../../app/contract/webhooks.ts'

/** What the page asks of the server. Every failure is an `ApiError`. */
export interface Api {
  session(): Promise<Session>
  /** @throws ApiError 401 when the token is wrong */
  logIn(token: string): Promise<void>
  logOut(): Promise<void>
  models(): Promise<ModelList>
  /** Every check that an author can state. */
  checks(): Promise<CheckList>
  start(request: StartRefinement): Promise<RefinementStarted>
  /** What it would get for its limits; starts nothing. */
  preflight(request: StartRefinement): Promise<Preflight>
  refinement(id: string): Promise<Refinement>
  /** Newest first, or the most relevant first when words are looked for; without a cursor the first page. @param query as `ListQuery` has it */
  refinements(query?: Readonly<Record<string, string | undefined>>): Promise<RefinementPage>
  cancel(id: string): Promise<void>
  steer(id: string, steering: Steering): Promise<void>
  /** Stores an exported run. @param text of the file, JSON or JSON Lines */
  importRun(text: string): Promise<RefinementImported>
  /** What the runs of the last days came to. */
  analytics(query: AnalyticsQuery): Promise<Analytics>
  webhooks(): Promise<WebhookList>
  /** The only answer that has the secret. */
  createWebhook(request: CreateWebhook): Promise<CreatedWebhook>
  deleteWebhook(id: string): Promise<void>
  testWebhook(id: string): Promise<void>
  webhookDeliveries(id: string): Promise<WebhookDeliveries>
  metaPrompts(): Promise<MetaPromptList>
  metaPromptHistory(role: AssistantRole): Promise<MetaPromptHistory>
  metaPromptVersion(role: AssistantRole, version: number): Promise<MetaPromptVersion>
  /** @throws ApiError 409 when somebody else has stored a version meanwhile */
  saveMetaPrompt(role: AssistantRole, request: SaveMetaPrompt): Promise<MetaPromptVersion>
  /** @throws ApiError 409 when another version is active than was expected */
  activateMetaPrompt(role: AssistantRole, request: ActivateMetaPrompt): Promise<MetaPromptVersion>
  previewMetaPrompt(role: AssistantRole, text: string): Promise<MetaPromptPreview>
  /** In the order in which they would be offered. */
  lessons(query: Pick<LessonQuery, 'origin'>): Promise<LessonList>
  lesson(id: string): Promise<LessonDetail>
  setLessonState(id: string, request: SetLessonState): Promise<Lesson>
}

export interface EventStreamHandlers {
  /** The stream is open: stored events follow, then new ones. */
  onOpen(): void
  onEvent(event: RefinementEvent): void
  /** The connection broke; the browser reconnects by itself and resumes after the last event. */
  onInterrupted(): void
  /** Nobody reconnects: the answer was no event stream (401, 404, 5xx; the browser does not say which), or the server failed. */
  onRefused(): void
}

/** Follows the events of a run with `seq > afterSeq`; the returned function stops. */
export type OpenEventStream = (runId: string, afterSeq: number, handlers: EventStreamHandlers) => () => void
