import type { FinishReason } from '../../app/contract/refinement-events.ts'

// Numbers, dates and names as the page writes them. One language, so one locale: mixed dates would be worse than foreign ones.
const locale = 'en'

const percent = [0, 1, 2].map(
  (maximumFractionDigits) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits }),
)
const inPercent = (score: number, digits: number) => percent[digits]?.format(score) ?? String(score)

/** A score of 0..1 in percent. */
export const scoreText = (score: number): string => inPercent(score, 0)

/** Two scores with as many decimals as it takes to tell them apart, at most two. */
export function scorePair(before: number, after: number): readonly [string, string] {
  const digits = [0, 1].find((count) => before === after || inPercent(before, count) !== inPercent(after, count)) ?? 2
  return [inPercent(before, digits), inPercent(after, digits)]
}

const points = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
/** A difference of two scores in points of a hundred, with its sign: `+12.5`. */
export const pointsText = (difference: number): string => points.format(100 * difference)

const integers = new Intl.NumberFormat(locale)
export const countText = (count: number): string => integers.format(count)
export const plural = (count: number, one: string, many: string): string =>
  `${countText(count)} ${count === 1 ? one : many}`

/** US dollars; small amounts keep two digits that mean something. */
export const usdText = (usd: number): string =>
  usd >= 1 || usd === 0
    ? `$${usd.toFixed(2)}`
    : `$${new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }).format(usd)}`

const seconds = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
/** Milliseconds as `850 ms` or `2.4 s`. */
export const durationText = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${seconds.format(ms / 1000)} s`

/** An ISO date in the reader's time zone. */
export const dateText = (iso: string, timeZone?: string): string =>
  new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(timeZone ? { timeZone } : {}),
  }).format(new Date(iso))

/** The time of day of an ISO date, to the second, in the reader's time zone. */
export const timeText = (iso: string): string =>
  new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }).format(new Date(iso))

/** `not-truncated` as `Not truncated`. */
export function labelText(name: string): string {
  const words = name.replaceAll(/[-_]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const providers: Record<string, string> = { openai: 'OpenAI', gemini: 'Gemini', simulator: 'Simulator' }
export const providerText = (provider: string): string => providers[provider] ?? provider

export const simulatorName = 'Simulator (not a language model)'

/** `openai:gpt-5-mini` as `gpt-5-mini (OpenAI)`; the simulator by its full name, so that nobody takes it for a model. */
export function modelText(id: string): string {
  const colon = id.indexOf(':')
  const provider = id.slice(0, Math.max(0, colon))
  return provider === 'simulator' ? simulatorName : `${id.slice(colon + 1)} (${providerText(provider)})`
}

const finishes: Record<FinishReason, string> = {
  stop: 'Complete answer',
  length: 'Cut off at the longest answer allowed',
  filtered: 'Stopped by the provider’s filter',
}
/** Why a model stopped writing. */
export const finishText = (reason: FinishReason): string => finishes[reason]
