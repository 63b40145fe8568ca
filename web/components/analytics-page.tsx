import { useEffect, useState } from 'preact/hooks'
import type { Analytics, RunTotals } from '../../app/contract/analytics.ts'
import type { Api } from '../api/api.ts'
import { AnalyticsModel, type Days } from '../models/analytics-model.ts'
import {
  costNote,
  costText,
  dayText,
  enhancerText,
  excludedText,
  gainText,
  isEnough,
  meanText,
  scoresText,
  successNote,
  successText,
  timeSpentText,
  tooFew,
} from '../models/analytics-sentences.ts'
import { homeHash } from '../models/route.ts'
import { countText, modelText } from '../models/wording.ts'
import { RunsChart, ScoresChart } from './day-chart.tsx'
import { ErrorAlert } from './error-alert.tsx'
import { Segmented } from './segmented.tsx'
import { TotalsTable } from './totals-table.tsx'

const spans = [
  { value: '1', label: 'Today' },
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
] as const
const daysOf = { '1': 1, '7': 7, '30': 30 } as const satisfies Record<(typeof spans)[number]['value'], Days>

function Tile({ name, value, note }: { readonly name: string; readonly value: string; readonly note: string }) {
  return (
    <div class="tile">
      <dt>{name}</dt>
      <dd>
        <span class={value === tooFew ? 'tile-value tile-few' : 'tile-value'}>{value}</span>
        <span class="fine-print">{note}</span>
      </dd>
    </div>
  )
}

function Tiles({ total }: { readonly total: RunTotals }) {
  const { runs, outcomes, inputTokens, outputTokens, meanIterations, meanDurationMs } = total
  const ended = [
    `${countText(outcomes.improved)} improved`,
    `${countText(outcomes.unchanged)} not`,
    ...(outcomes.failed > 0 ? [`${countText(outcomes.failed)} failed`] : []),
    ...(outcomes.cancelled > 0 ? [`${countText(outcomes.cancelled)} cancelled`] : []),
  ]
  return (
    <dl class="tiles">
      <Tile name="Success rate" value={successText(total)} note={successNote(total)} />
      <Tile name="Mean score" value={isEnough(total) ? scoresText(total) : tooFew} note={gainText(total)} />
      <Tile name="Runs that ended" value={countText(runs)} note={ended.join(', ')} />
      <Tile name="Cost" value={costText(total)} note={costNote(total)} />
      <Tile
        name="Rewrites a run"
        value={meanText(meanIterations)}
        note={`${timeSpentText(meanDurationMs)} on average`}
      />
      <Tile
        name="Tokens"
        value={countText(inputTokens + outputTokens)}
        note={`${countText(inputTokens)} read, ${countText(outputTokens)} written`}
      />
    </dl>
  )
}

const verdicts = [
  { name: 'better', label: 'Shown to be better' },
  { name: 'no-difference-shown', label: 'No difference shown' },
  { name: 'worse', label: 'Shown to be worse, so your prompt stayed' },
  { name: 'not-compared', label: 'Not compared' },
] as const

function Verdicts({ total }: { readonly total: RunTotals }) {
  return (
    <section class="card" aria-labelledby="verdicts-heading">
      <h2 id="verdicts-heading">What fresh answers showed</h2>
      <ul class="verdicts">
        {verdicts.map(({ name, label }) => (
          <li key={name}>
            <label>
              <span>{label}</span>
              <span class="verdict-count">{countText(total.verdicts[name])}</span>
              <progress max={Math.max(1, total.runs)} value={total.verdicts[name]} />
            </label>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Empty({ model, found }: { readonly model: AnalyticsModel; readonly found: Analytics }) {
  return (
    <div class="empty empty-actions">
      <p>
        {found.excluded.simulated > 0
          ? 'No run of a language model ended in these days.'
          : 'No run ended in these days. What runs come to is shown here.'}
      </p>
      {found.excluded.simulated > 0 ? (
        <button type="button" class="button" onClick={() => void model.choose({ withSimulated: true })}>
          Count the runs of the simulator
        </button>
      ) : (
        <a class="button" href={homeHash}>
          Refine a prompt
        </a>
      )}
    </div>
  )
}

function Found({ model, found }: { readonly model: AnalyticsModel; readonly found: Analytics }) {
  const { total, byDay, byModel, byEnhancer } = found
  const excluded = excludedText(found)
  return (
    <>
      {excluded !== null && <p class="fine-print">{excluded}</p>}
      {total.runs === 0 ? (
        <Empty model={model} found={found} />
      ) : (
        <>
          <Tiles total={total} />
          {byDay.length > 1 && (
            <section class="card" aria-labelledby="days-heading">
              <h2 id="days-heading">Day by day</h2>
              <div class="charts">
                <RunsChart days={byDay} />
                <ScoresChart days={byDay} />
              </div>
              <details>
                <summary>Numbers of each day (UTC)</summary>
                <TotalsTable
                  caption="Runs by the day of their end"
                  of="Day"
                  rows={byDay
                    .filter(({ runs }) => runs > 0)
                    .map(({ day, ...totals }) => ({ name: dayText(day), totals }))}
                />
              </details>
            </section>
          )}
          <Verdicts total={total} />
          <section class="card" aria-labelledby="groups-heading">
            <h2 id="groups-heading">By model, and by who rewrote</h2>
            <TotalsTable
              caption="By the model that the prompts are for"
              of="Model"
              rows={byModel.map(({ model: id, ...totals }) => ({ name: modelText(id), totals }))}
            />
            <TotalsTable
              caption="By who rewrote the prompts"
              of="Rewritten by"
              rows={byEnhancer.map(({ enhancer, ...totals }) => ({ name: enhancerText(enhancer), totals }))}
            />
          </section>
        </>
      )}
    </>
  )
}

/** What runs came to: whether the refining is worth it, with which model, and at what cost. */
export function AnalyticsPage({ api }: { readonly api: Api }) {
  const [model] = useState(() => new AnalyticsModel(api))
  useEffect(() => void model.load(), [model])
  const [found, error] = [model.found.value, model.error.value]
  const span = spans.find(({ value }) => daysOf[value] === model.days.value) ?? spans[1]
  return (
    <section class="analytics" aria-busy={found === null && error === null}>
      <h1 tabIndex={-1}>Analytics</h1>
      <p class="lead">What the runs that ended in these days, counted in UTC, came to.</p>
      <div class="analytics-tools">
        <Segmented
          legend="How many days"
          name="analytics-days"
          options={spans}
          value={span.value}
          onChange={(value) => void model.choose({ days: daysOf[value] })}
        />
        <label class="switch">
          <input
            type="checkbox"
            checked={model.withSimulated.value}
            onChange={(event) => void model.choose({ withSimulated: event.currentTarget.checked })}
          />
          Count runs of the simulator
        </label>
      </div>
      {model.withSimulated.value && (
        <p class="notice notice-simulated">Runs of the simulator are counted: its scores say nothing about a model.</p>
      )}
      {error !== null && (
        <ErrorAlert title="The numbers could not be read." error={error} onRetry={() => void model.load()} />
      )}
      {found === null && error === null && <div class="skeleton skeleton-tall" />}
      {found !== null && <Found model={model} found={found} />}
    </section>
  )
}
