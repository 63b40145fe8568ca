import { useState } from 'preact/hooks'
import type { RunModel } from '../models/run-model.ts'

/** Most characters that the server takes. */
const longest = 2_000

/** Tells whoever writes the next rewrite what the author misses. */
export function FeedbackField({ run }: { readonly run: RunModel }) {
  const [text, setText] = useState('')
  const send = async (event: Event) => {
    event.preventDefault()
    if (text.trim() !== '' && (await run.steer({ action: 'feedback', text: text.trim() }))) setText('')
  }
  return (
    <form class="feedback" onSubmit={(event) => void send(event)}>
      <label for="feedback">Tell the next rewrite what you miss</label>
      <div class="actions">
        <input
          id="feedback"
          type="text"
          maxLength={longest}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="button" aria-disabled={run.isSteering.value || text.trim() === ''}>
          Send
        </button>
      </div>
    </form>
  )
}
