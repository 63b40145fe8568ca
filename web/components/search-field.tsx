import { useEffect, useState } from 'preact/hooks'

/** How long nothing is typed until it is looked for, in ms. */
const pauseMs = 250

/** Looks for what is typed, after a pause; the enter key does not wait, the escape key clears. */
export function SearchField({ onSearch }: { readonly onSearch: (text: string) => void }) {
  const [text, setText] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => onSearch(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text]) // only typing starts the pause anew
  return (
    <input
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
