import type { Lesson, LessonDetail } from '../../app/contract/lessons.ts'
import { labelText, plural, pointsText } from './wording.ts'

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' })

/** What a lesson is about: `Summarise, English`. */
export function aboutText({ taskKind, language }: Pick<Lesson, 'taskKind' | 'language'>): string {
  const name = language === 'und' ? 'language not known' : (languageNames.of(language) ?? language)
  return `${labelText(taskKind)}, ${name}`
}

const intervalText = ({ lower, upper }: { readonly lower: number; readonly upper: number }): string =>
  `95% interval ${pointsText(lower)} to ${pointsText(upper)}`

/** What the measurements show; null before there are any. An interval with 0 in it leaves open that the lesson does nothing. */
export function shownText({ uplift }: Lesson['measured']): string | null {
  if (uplift === null) return null
  return uplift.lower > 0 ? 'Helps' : uplift.upper < 0 ? 'Harms' : 'No effect shown'
}

/** What a lesson did in later runs, and what is not known yet. */
export function measuredText({ offered, withheld, uplift }: Lesson['measured']): string {
  if (uplift !== null)
    return `${pointsText(uplift.mean)} points (${intervalText(uplift)}) by ${plural(offered.runs, 'run', 'runs')} with it and ${withheld.runs} without`
  if (offered.runs === 0 && withheld.runs === 0) return 'Not measured yet: no later run of its kind has ended'
  return offered.runs > 0
    ? `Not measured yet: ${plural(offered.runs, 'run', 'runs')} with it, none without`
    : `Not measured yet: ${plural(withheld.runs, 'run', 'runs')} without it, none with it`
}

/** What a lesson was earned by. */
export function earnedText({ runs, mean, pairs }: Lesson['earned']): string {
  const by = plural(runs, 'run', 'runs')
  return `Earned by ${by} that ended ${pointsText(mean).replace('+', '')} points better ${runs === 1 ? '' : 'on average '}over ${plural(pairs, 'pair', 'pairs')} of fresh answers`
}

/** What one run showed that earned a lesson. */
export function evidenceText({ version, uplift, pairs, lessons }: LessonDetail['evidence'][number]): string {
  const shared = lessons === 1 ? '' : `, shared by ${lessons} lessons`
  return `version ${version}: ${pointsText(uplift.mean)} points (${intervalText(uplift)}) over ${plural(pairs, 'pair', 'pairs')}${shared}`
}

/** What one later run gained. */
export function trialText({ offered, uplift, pairs }: LessonDetail['trials'][number]): string {
  const gained =
    pairs === 0 ? 'kept your prompt' : `${pointsText(uplift)} points over ${plural(pairs, 'pair', 'pairs')}`
  return `${offered ? 'with it' : 'without it'}: ${gained}`
}
