import { useEffect, useMemo } from 'preact/hooks'
import type { AssistantRole } from '../../app/contract/run-input.ts'
import type { MetaPromptModel } from '../models/meta-prompt-model.ts'
import { roleNames } from '../models/role-names.ts'
import { sectionHash } from '../models/sections.ts'
import { ErrorAlert } from './error-alert.tsx'
import { LiveRegion } from './live-region.tsx'
import { MetaPromptEditor } from './meta-prompt-editor.tsx'
import { MetaPromptVersions } from './meta-prompt-versions.tsx'

interface Props {
  readonly role: AssistantRole
  readonly open: () => MetaPromptModel
}

/** One role: its text to edit, what a model would get, and all versions. */
export function MetaPromptPage({ role, open }: Props) {
  // The key of the page is the role, so `open` stands for the same one as long as this is shown.
  const model = useMemo(open, [])
  useEffect(() => void model.load(), [model])
  const { metaPrompt, history, failed, news } = model
  const item = metaPrompt.value
  const failure = failed.value
  return (
    <section class="meta-prompts" aria-busy={item === null && failure === null}>
      <p>
        <a href={sectionHash('meta-prompts')}>All meta-prompts</a>
      </p>
      <h1 tabIndex={-1}>{roleNames[role]}</h1>
      {item !== null && <p class="lead">{item.description}.</p>}
      <LiveRegion news={news.value} />
      {failure !== null && (
        <ErrorAlert
          title={failure.what}
          error={failure.error}
          {...((item === null || failure.error.status === 409) && { onRetry: () => void model.load() })}
        >
          {failure.error.status === 409 && <p>“Try again” reads the versions anew and leaves your text as it is.</p>}
        </ErrorAlert>
      )}
      {item === null && failure === null && <div class="skeleton skeleton-tall" />}
      {item !== null && <MetaPromptEditor model={model} item={item} />}
      {item !== null && history.value !== null && (
        <MetaPromptVersions model={model} active={item.active} history={history.value} />
      )}
    </section>
  )
}
