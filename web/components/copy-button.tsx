import { useEffect, useState } from 'preact/hooks'

interface Props {
  readonly text: string
  /** What the button says, for example "Copy prompt". */
  readonly label: string
  /** What is copied, as the beginning of a sentence. */
  readonly what?: string
  /** Puts text on the clipboard; false when the browser refuses. */
  readonly copy: (text: string) => Promise<boolean>
}

/** How long, in ms, the button says that it worked. */
const confirmationMs = 2_500

/** Copies a text and says whether it worked. */
export function CopyButton({ text, label, what = 'The prompt', copy }: Props) {
  const [result, setResult] = useState<'copied' | 'refused' | null>(null)
  useEffect(() => {
    if (result !== 'copied') return
    const timer = setTimeout(() => setResult(null), confirmationMs)
    return () => clearTimeout(timer)
  }, [result])
  const press = async () => setResult((await copy(text)) ? 'copied' : 'refused')
  return (
    <>
      <button type="button" class="button button-primary" onClick={() => void press()}>
        {result === 'copied' ? 'Copied' : label}
      </button>
      <span class={result === 'refused' ? 'field-error' : 'visually-hidden'} role="status">
        {result === 'copied' && `${what} is on the clipboard.`}
        {result === 'refused' && 'The browser refused to copy. Select the text and press Ctrl+C or ⌘C.'}
      </span>
    </>
  )
}
