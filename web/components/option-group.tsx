import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface Props {
  readonly title: string
  /** What is set now, in a few words. */
  readonly now: ComponentChildren
  /** Something in it is wrong: it unfolds by itself. */
  readonly isWrong?: boolean
  readonly onUnfold?: () => void
  readonly children: ComponentChildren
}

/** Some settings of a run, folded away: the defaults suit most prompts, and what is set stands in the line that unfolds them. */
export function OptionGroup({ title, now, isWrong = false, onUnfold, children }: Props) {
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    if (isWrong && details.current) details.current.open = true
  }, [isWrong])
  return (
    <details class="option-group" ref={details} onToggle={(event) => event.currentTarget.open && onUnfold?.()}>
      <summary>
        <span>{title}</span>
        <span class="option-now">{now}</span>
      </summary>
      <div class="option-fields">{children}</div>
    </details>
  )
}
