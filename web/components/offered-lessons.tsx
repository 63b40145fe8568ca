import type { RunInput } from '../../app/contract/run-input.ts'
import { sectionHash } from '../models/sections.ts'
import { plural } from '../models/wording.ts'

/** What a run was told of earlier ones, and how much of it was kept from it to compare; nothing where there was nothing. */
export function OfferedLessons({ input: { lessons = [], withheldLessons = [] } }: { readonly input: RunInput }) {
  if (lessons.length + withheldLessons.length === 0) return null
  const told = lessons.length === 0 ? 'No lesson' : plural(lessons.length, 'lesson', 'lessons')
  const kept = withheldLessons.length === 0 ? '' : `, ${withheldLessons.length} left out to compare`
  return (
    <details>
      <summary>
        {told} of earlier runs for the writer{kept}
      </summary>
      <ul class="lesson-runs">
        {lessons.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
      <p>
        <a href={sectionHash('lessons')}>All lessons, and what they do</a>
      </p>
    </details>
  )
}
