import { useState } from 'preact/hooks'
import type { AssistantRole } from '../../app/contract/run-input.ts'
import type { Api } from '../api/api.ts'
import { MetaPromptModel } from '../models/meta-prompt-model.ts'
import { MetaPromptsModel } from '../models/meta-prompts-model.ts'
import { MetaPromptPage } from './meta-prompt-page.tsx'
import { MetaPromptsPage } from './meta-prompts-page.tsx'

export interface MetaPromptPagesProps {
  readonly api: Api
  /** Absent: the list of all roles. */
  readonly role?: AssistantRole
}

/** Everything about meta-prompts. Its scripts are loaded apart: most who refine a prompt never come here. */
export function MetaPromptPages({ api, role }: MetaPromptPagesProps) {
  const [metaPrompts] = useState(() => new MetaPromptsModel(api))
  if (role === undefined) return <MetaPromptsPage metaPrompts={metaPrompts} />
  return <MetaPromptPage key={role} role={role} open={() => new MetaPromptModel(api, role)} />
}
