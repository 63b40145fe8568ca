import { useState } from 'preact/hooks'
import type { Lesson, LessonDetail } from '../../app/contract/lessons.ts'
import { earnedText, evidenceText, measuredText, shownText, trialText } from '../models/lesson-sentences.ts'
import type { LessonsModel } from '../models/lessons-model.ts'
import { runHash } from '../models/route.ts'
import { dateText } from '../models/wording.ts'
import { ErrorAlert } from './error-alert.tsx'

interface RunsProps {
  readonly heading: string
  readonly rows: readonly { readonly run: string; readonly at: string; readonly text: string }[]
}

function Runs({ heading, rows }: RunsProps) {
  if (rows.length === 0) return null
  return (
    <div>
      <h4>{heading}</h4>
      <ul class="lesson-runs">
        {rows.map(({ run, at, text }) => (
          <li key={run}>
            <a href={runHash(run)}>
              <span class="visually-hidden">Run of </span>
              <time dateTime={at}>{dateText(at)}</time>
            </a>{' '}
            {text}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The runs behind a lesson: those that earned it, and those that measured it. */
function Behind({ detail: { evidence, trials } }: { readonly detail: LessonDetail }) {
  return (
    <>
      <Runs heading="Earned in" rows={evidence.map((each) => ({ ...each, text: evidenceText(each) }))} />
      <Runs heading="Measured in" rows={trials.map((each) => ({ ...each, text: trialText(each) }))} />
    </>
  )
}

interface Props {
  readonly model: LessonsModel
  readonly lesson: Lesson
}

/** A lesson, how far it helps, and what the author can do about it. */
export function LessonCard({ model, lesson }: Props) {
  const { id, text, state, retired, measured, earned } = lesson
  const shown = shownText(measured)
  const [isOpen, setOpen] = useState(false)
  const detail = model.details.value[id]
  const failure = model.failure.value
  const toggle = () => {
    setOpen(!isOpen)
    if (!isOpen) void model.unfold(id)
  }
  const [wanted, label] = state === 'active' ? (['retired', 'Retire'] as const) : (['active', 'Restore'] as const)
  return (
    <li class="card lesson">
      <p class="lesson-head">
        <span class={`badge ${state === 'active' ? 'badge-good' : ''}`}>
          {state === 'active' ? 'Offered' : 'Retired'}
        </span>
      </p>
      <h3 class="lesson-text">{text}</h3>
      <p>
        {shown !== null && <strong>{shown}: </strong>}
        {measuredText(measured)}
      </p>
      <p class="fine-print">{earnedText(earned)}</p>
      {retired !== null && <p class="fine-print">Why it is retired: {retired.reason}</p>}
      <p class="actions">
        <button type="button" class="button button-small" aria-expanded={isOpen} onClick={toggle}>
          Runs<span class="visually-hidden"> behind “{text}”</span>
        </button>
        <button type="button" class="button button-small" onClick={() => void model.setState(id, wanted)}>
          {label}
          <span class="visually-hidden"> “{text}”</span>
        </button>
      </p>
      {failure?.id === id && <ErrorAlert title="That did not work." error={failure.error} />}
      {isOpen && detail === undefined && failure?.id !== id && <div class="skeleton" aria-busy="true" />}
      {isOpen && detail !== undefined && <Behind detail={detail} />}
    </li>
  )
}
