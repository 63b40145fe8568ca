import { useMemo } from 'preact/hooks'
import { wordDiff } from '../models/word-diff.ts'

/** A text with its differences from another: what was added and removed, by words. Read out as such, too. */
export function DiffText({ before, after }: { readonly before: string; readonly after: string }) {
  const parts = useMemo(() => wordDiff(before, after), [before, after])
  return (
    <div class="text-block">
      {parts.map(({ kind, text }, index) => {
        const key = `${index}${kind}`
        if (kind === 'added') return <ins key={key}>{text}</ins>
        if (kind === 'removed') return <del key={key}>{text}</del>
        return <span key={key}>{text}</span>
      })}
    </div>
  )
}
