import { useEffect, useState } from 'preact/hooks'
import type { LessonOrigin } from '../../app/contract/lessons.ts'
import type { Api } from '../api/api.ts'
import { LessonsModel } from '../models/lessons-model.ts'
import { ErrorAlert } from './error-alert.tsx'
import { LessonCard } from './lesson-card.tsx'
import { LiveRegion } from './live-region.tsx'
import { Segmented } from './segmented.tsx'

const origins = [
  { value: 'real', label: 'Language models' },
  { value: 'simulated', label: 'Simulator' },
] as const

const nothing: Readonly<Record<LessonOrigin, string>> = {
  real: 'Nothing learned yet. A run teaches when its final comparison shows that the rewrite is better than your prompt.',
  simulated: 'Nothing learned yet from the simulator. What it teaches is offered to simulated runs alone.',
}

function Lessons({ model }: { readonly model: LessonsModel }) {
  const list = model.list.value
  if (list === null) return model.error.value === null ? <div class="skeleton skeleton-tall" /> : null
  if (list.items.length === 0) return <p class="empty">{nothing[model.origin.value]}</p>
  return (
    <>
      {model.groups.value.map(({ about, lessons }) => (
        <section key={about} class="meta-prompts">
          <h2>{about}</h2>
          <ol class="past-run-list">
            {lessons.map((lesson) => (
              <LessonCard key={lesson.id} model={model} lesson={lesson} />
            ))}
          </ol>
        </section>
      ))}
      {list.total > list.items.length && (
        <p class="fine-print">
          The first {list.items.length} of {list.total}. The others are offered after these.
        </p>
      )}
    </>
  )
}

/** What finished runs have taught, with the evidence, and whether later runs are told. */
export function LessonsPage({ api }: { readonly api: Api }) {
  const [model] = useState(() => new LessonsModel(api))
  useEffect(() => void model.load(), [model])
  const error = model.error.value
  return (
    <section class="meta-prompts" aria-busy={model.list.value === null && error === null}>
      <h1 tabIndex={-1}>Lessons</h1>
      <p class="lead">
        What rewrites did that were shown to be better. A model that writes a prompt of the same kind is told, in two
        runs of three; the third goes without, so that the difference is measured. What does not help is retired.
      </p>
      <Segmented
        legend="Who answered in the runs"
        name="lesson-origin"
        options={origins}
        value={model.origin.value}
        onChange={(origin) => void model.choose(origin)}
      />
      {error !== null && (
        <ErrorAlert title="The lessons could not be read." error={error} onRetry={() => void model.load()} />
      )}
      <Lessons model={model} />
      <LiveRegion news={model.news.value} />
    </section>
  )
}
