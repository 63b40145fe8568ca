import type { Analytics } from '../../app/contract/analytics.ts'
import { dayText, isEnough } from '../models/analytics-sentences.ts'
import { plural, scoreText } from '../models/wording.ts'

type Day = Analytics['byDay'][number]

/** Of the drawing, in units of its view box; it is scaled to its place. */
const height = 60
const step = 10
const gap = 2

/** Runs of each day as bars, those that bettered their prompt filled. The table beside it has the same numbers. */
export function RunsChart({ days }: { readonly days: readonly Day[] }) {
  const most = Math.max(1, ...days.map(({ runs }) => runs))
  const tall = (count: number) => (count / most) * height
  const busiest = days.find(({ runs }) => runs === most)
  const label = `Runs by day, at most ${plural(most, 'run', 'runs')}${busiest === undefined ? '' : ` on ${dayText(busiest.day)}`}`
  return (
    <figure class="chart">
      <figcaption>
        Runs by day <span class="key key-all">ended</span> <span class="key key-good">bettered the prompt</span>
      </figcaption>
      <svg viewBox={`0 0 ${days.length * step} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {days.map(({ day, runs, outcomes }, index) => (
          <g key={day}>
            <rect
              class="bar-all"
              x={index * step + gap / 2}
              y={height - tall(runs)}
              width={step - gap}
              height={tall(runs)}
            />
            <rect
              class="bar-good"
              x={index * step + gap / 2}
              y={height - tall(outcomes.improved)}
              width={step - gap}
              height={tall(outcomes.improved)}
            />
          </g>
        ))}
      </svg>
      <Axis days={days} most={`${most}`} />
    </figure>
  )
}

/** The parts of a line between days without a value. */
function linesOf(values: readonly (number | null)[]): string[] {
  const parts: string[][] = [[]]
  for (const [index, value] of values.entries()) {
    if (value === null) parts.push([])
    else parts.at(-1)?.push(`${index * step + step / 2},${height - value * height}`)
  }
  return parts.filter((part) => part.length > 0).map((part) => part.join(' '))
}

/** Mean scores of each day, before and after. Days with few runs have small dots: their mean is mostly luck. */
export function ScoresChart({ days }: { readonly days: readonly Day[] }) {
  const scored = days.flatMap(({ meanBestScore }) => (meanBestScore === null ? [] : [meanBestScore]))
  if (scored.length === 0) return null
  const label = `Mean score of the best versions by day, from ${scoreText(Math.min(...scored))} to ${scoreText(Math.max(...scored))}`
  const series = [
    { name: 'before', values: days.map(({ meanOriginalScore }) => meanOriginalScore) },
    { name: 'after', values: days.map(({ meanBestScore }) => meanBestScore) },
  ] as const
  return (
    <figure class="chart">
      <figcaption>
        Mean score by day <span class="key key-before">your prompts</span>{' '}
        <span class="key key-good">best versions</span>
        {days.some((day) => day.runs > 0 && !isEnough(day)) && (
          <span class="key key-few">small dots: too few runs</span>
        )}
      </figcaption>
      <svg viewBox={`0 0 ${days.length * step} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {series.map(({ name, values }) => (
          <g key={name} class={`series-${name}`}>
            {linesOf(values).map((points) => (
              <polyline key={points} points={points} />
            ))}
            {values.map(
              (value, index) =>
                value !== null && (
                  <line
                    key={days[index]?.day}
                    class={days[index] !== undefined && isEnough(days[index]) ? 'dot' : 'dot dot-few'}
                    x1={index * step + step / 2}
                    x2={index * step + step / 2}
                    y1={height - value * height}
                    y2={height - value * height}
                  />
                ),
            )}
          </g>
        ))}
      </svg>
      <Axis days={days} most="100%" />
    </figure>
  )
}

/** First and last day below, and what the top stands for. Read out by the label of the chart. */
function Axis({ days, most }: { readonly days: readonly Day[]; readonly most: string }) {
  return (
    <p class="axis" aria-hidden="true">
      <span>{dayText(days[0]?.day ?? '')}</span>
      <span>top: {most}</span>
      <span>{dayText(days.at(-1)?.day ?? '')}</span>
    </p>
  )
}
