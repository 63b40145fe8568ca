import { useEffect, useRef, useState } from 'preact/hooks'

/** How long nothing is typed until it is looked for, in ms. */
const pauseMs = 250

interface Props {
  /** What is looked for now. */
  readonly value: string
  readonly onSearch: (text: string) => void
}

/** Looks for what is typed, after a pause; the enter key does not wait, the escape key clears. */
export function SearchField({ value, onSearch }: Props) {
  const [text, setText] = useState(value)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const timer = setTimeout(() => onSearch(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text]) // only typing starts the pause anew
  // Another address asks for something else; who types here is not interrupted by the answer to what was typed before.
  useEffect(() => {
    if (document.activeElement !== field.current) setText(value)
  }, [value])
  return (
    <input
      ref={field}
      type="search"
      aria-label="Search your runs"
      placeholder={'Search: words, "phrases", -not'}
      maxLength={500}
      value={text}
      onInput={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onSearch(text)
        if (event.key === 'Escape') setText('')
      }}
    />
  )
}
