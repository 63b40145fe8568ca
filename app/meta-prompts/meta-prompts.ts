import type {
  ActivateMetaPrompt,
  MetaPromptDiff,
  MetaPromptDiffQuery,
  MetaPromptHistory,
  MetaPromptList,
  MetaPromptPreview,
  MetaPromptVersion,
  SaveMetaPrompt,
} from '../contract/meta-prompts.ts'
import type { AssistantRole, RunInput } from '../contract/run-input.ts'

/** What routes and runs know of meta-prompts. Every method throws AppError DATABASE_UNAVAILABLE. */
export interface MetaPrompts {
  list(): Promise<MetaPromptList>
  history(role: AssistantRole): Promise<MetaPromptHistory>
  /** @throws AppError META_PROMPT_NOT_FOUND */
  version(role: AssistantRole, version: number): Promise<MetaPromptVersion>
  /**
   * Stores a new version.
   * @throws AppError INVALID_REQUEST when the role cannot work with the text, META_PROMPT_CHANGED when somebody else has stored one
   */
  save(role: AssistantRole, request: SaveMetaPrompt): Promise<MetaPromptVersion>
  /** @throws AppError META_PROMPT_NOT_FOUND, META_PROMPT_CHANGED when another version is active than the editor knows */
  activate(role: AssistantRole, request: ActivateMetaPrompt): Promise<MetaPromptVersion>
  /** @throws AppError META_PROMPT_NOT_FOUND */
  diff(role: AssistantRole, query: MetaPromptDiffQuery): Promise<MetaPromptDiff>
  /** What a text would make of an example; asks no model and stores nothing. */
  preview(role: AssistantRole, text: string): MetaPromptPreview
  /** The active texts of some roles, as a run keeps them. */
  forRun(roles: readonly AssistantRole[]): Promise<NonNullable<RunInput['metaPrompts']>>
}
