import { useEffect } from 'preact/hooks'
import type { MetaPrompt, MetaPromptPlaceholder, MetaPromptPreview } from '../../app/contract/meta-prompts.ts'
import type { MetaPromptModel } from '../models/meta-prompt-model.ts'
import { countText } from '../models/wording.ts'

/** Quiet time, in ms, after which a text is checked while somebody types. */
const quietMs = 500

function Placeholders({ placeholders }: { readonly placeholders: readonly MetaPromptPlaceholder[] }) {
  return (
    <details>
      <summary>Placeholders of this role</summary>
      <dl class="placeholders">
        {placeholders.map(({ name, required, description }) => (
          <div key={name}>
            <dt>
              <code>{`{{${name}}}`}</code> {required ? 'required' : ''}
            </dt>
            <dd class="muted">{description}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function Preview({ preview }: { readonly preview: MetaPromptPreview }) {
  return (
    <details>
      <summary>What a model gets, for an example (about {countText(preview.tokens)} tokens)</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard */}
      <section class="text-block preview" tabIndex={0} aria-label="What a model gets">
        {preview.text}
      </section>
    </details>
  )
}

/** The text of a role, checked while it is typed, and saved as a new version. */
export function MetaPromptEditor({ model, item }: { readonly model: MetaPromptModel; readonly item: MetaPrompt }) {
  const text = model.text.value
  useEffect(() => {
    const timer = setTimeout(() => void model.check(), quietMs)
    return () => clearTimeout(timer)
  }, [model, text])
  const preview = model.preview.value
  const problems = preview?.problems ?? []
  const isBusy = model.isBusy.value
  const mayNotSave = isBusy || !model.isChanged.value || problems.length > 0
  const save = (activate: boolean) => {
    if (!mayNotSave) void model.save(activate)
  }
  return (
    <form class="compose" onSubmit={(event) => event.preventDefault()} aria-busy={isBusy}>
      <div class="field">
        <label for="meta-prompt">Text</label>
        <textarea
          id="meta-prompt"
          class="prompt-input meta-prompt-input"
          rows={20}
          spellcheck={false}
          value={text}
          aria-invalid={problems.length > 0}
          aria-describedby="meta-prompt-problems meta-prompt-count"
          onInput={(event) => model.edit(event.currentTarget.value)}
        />
        <div class="field-foot">
          <ul id="meta-prompt-problems" class="field-error">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
          <p id="meta-prompt-count" class="counter">
            {countText(text.length)} characters
          </p>
        </div>
      </div>
      <Placeholders placeholders={item.placeholders} />
      {preview !== null && <Preview preview={preview} />}
      <div class="field">
        <label for="meta-prompt-note">Why you changed it</label>
        <input
          id="meta-prompt-note"
          type="text"
          maxLength={500}
          value={model.note.value}
          onInput={(event) => {
            model.note.value = event.currentTarget.value
          }}
        />
      </div>
      <p class="actions">
        <button type="button" class="button button-primary" aria-disabled={mayNotSave} onClick={() => save(true)}>
          Save and use
        </button>
        <button type="button" class="button" aria-disabled={mayNotSave} onClick={() => save(false)}>
          Save as a version
        </button>
        {model.isChanged.value && (
          <button type="button" class="button" onClick={() => model.edit(item.active.text)}>
            Discard changes
          </button>
        )}
      </p>
    </form>
  )
}
