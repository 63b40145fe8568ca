import { useEffect } from 'preact/hooks'
import type { MetaPrompt } from '../../app/contract/meta-prompts.ts'
import type { MetaPromptsModel } from '../models/meta-prompts-model.ts'
import { roleNames } from '../models/role-names.ts'
import { metaPromptHash } from '../models/route.ts'
import { ErrorAlert } from './error-alert.tsx'

const stateOf = ({ active, newerDefault }: MetaPrompt): string => {
  const origin = active.origin === 'shipped' ? 'as shipped' : 'your own text'
  return `Version ${active.version}, ${origin}${newerDefault === null ? '' : `; a newer default waits as version ${newerDefault}`}`
}

function Role({ item }: { readonly item: MetaPrompt }) {
  return (
    <li>
      <a class="past-run" href={metaPromptHash(item.role)}>
        <strong>{roleNames[item.role]}</strong>
        <span>{item.description}</span>
        <span class="fine-print">{stateOf(item)}</span>
      </a>
    </li>
  )
}

/** The roles that models play, each leading to its meta-prompt. */
export function MetaPromptsPage({ metaPrompts }: { readonly metaPrompts: MetaPromptsModel }) {
  useEffect(() => void metaPrompts.load(), [metaPrompts])
  const items = metaPrompts.items.value
  const error = metaPrompts.error.value
  return (
    <section class="meta-prompts" aria-busy={items === null && error === null}>
      <h1 tabIndex={-1}>Meta-prompts</h1>
      <p class="lead">
        What models are told when they work on prompts: one text for each role. A run keeps the texts it began with, so
        a change counts for the runs that you start after it.
      </p>
      {error !== null && (
        <ErrorAlert title="The meta-prompts could not be read." error={error} onRetry={() => void metaPrompts.load()} />
      )}
      {items === null && error === null && <div class="skeleton skeleton-tall" />}
      {items !== null && (
        <ul class="past-run-list">
          {items.map((item) => (
            <Role key={item.role} item={item} />
          ))}
        </ul>
      )}
    </section>
  )
}
