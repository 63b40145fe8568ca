import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import type { Analytics, AnalyticsQuery } from '../../app/contract/analytics.ts'
import { analytics, noTotals } from '../test-support/example-analytics.ts'
import { deferred, failure, scriptedApi } from '../test-support/scripted-api.ts'
import { AnalyticsPage } from './analytics-page.tsx'

afterEach(cleanup)

const mount = (answer: (query: AnalyticsQuery) => Promise<Analytics>) => {
  const asked = vi.fn(answer)
  render(<AnalyticsPage api={scriptedApi({ analytics: asked })} />)
  return asked
}
const tile = (name: string) => screen.getByText(name, { selector: 'dt' }).parentElement?.textContent
const none = (excluded: Analytics['excluded']) =>
  analytics({ total: noTotals, byDay: [], byModel: [], byEnhancer: [], excluded })

test('leaves the simulator out until somebody counts it, and says so both ways', async () => {
  const asked = mount(async () => analytics())
  await screen.findByText('Not counted: 3 runs of the simulator.')
  expect(asked).toHaveBeenLastCalledWith({ days: 7, simulated: false })
  expect(screen.queryByText(/its scores say nothing/)).toBeNull()
  fireEvent.click(screen.getByLabelText('Count runs of the simulator'))
  await screen.findByText(/its scores say nothing/)
  expect(asked).toHaveBeenLastCalledWith({ days: 7, simulated: true })
})

test('shows rates with how sure they are, scores, times and cost with their units', async () => {
  mount(async () => analytics())
  await screen.findByText('Success rate')
  expect(tile('Success rate')).toBe('Success rate70%7 of 10 runs bettered the prompt; 95% interval 40% to 89%')
  expect(tile('Mean score')).toContain('50% → 80%+30 points on average')
  expect(tile('Cost')).toContain('$1.50')
  expect(tile('Rewrites a run')).toBe('Rewrites a run3.342 s on average')
  expect(tile('Tokens')).toContain('46,00012,000 read, 34,000 written')
})

test('a group of too few runs says so in place of a rate', async () => {
  mount(async () => analytics())
  const table = await screen.findByRole('table', { name: 'By the model that the prompts are for' })
  const rows = within(table)
    .getAllByRole('row')
    .map(({ textContent }) => textContent)
  expect(rows).toEqual([
    'ModelRunsSuccessScoreRewritesTimeCost',
    expect.stringContaining('gpt-5 (OpenAI)870%'),
    expect.stringContaining('flash (Gemini)2too few runstoo few runs'),
  ])
})

test('the charts say what they show, and a table has their numbers', async () => {
  mount(async () => analytics())
  await screen.findByRole('img', { name: 'Runs by day, at most 6 runs on May 2' })
  const scores = screen.getByRole('img', { name: 'Mean score of the best versions by day, from 80% to 90%' })
  // The day without a run parts the line in two, of one point each.
  expect(scores.querySelectorAll('.series-after polyline').length).toBe(2)
  const table = screen.getByRole('table', { name: 'Runs by the day of their end', hidden: true })
  expect(within(table).getAllByRole('rowheader', { hidden: true }).map(({ textContent }) => textContent)).toEqual(['May 2', 'May 4']) // biome-ignore format: one expectation
})

test('where only the simulator answered, counting it is offered', async () => {
  const asked = mount(async ({ simulated }) => (simulated ? analytics() : none({ simulated: 3, imported: 0 })))
  await screen.findByText('No run of a language model ended in these days.')
  fireEvent.click(screen.getByRole('button', { name: 'Count the runs of the simulator' }))
  await screen.findByText('Success rate')
  expect(asked).toHaveBeenLastCalledWith({ days: 7, simulated: true })
  expect(screen.getByLabelText<HTMLInputElement>('Count runs of the simulator').checked).toBe(true)
})

test('where nothing ended it leads to where one begins', async () => {
  mount(async () => none({ simulated: 0, imported: 0 }))
  expect((await screen.findByRole('link', { name: 'Refine a prompt' })).getAttribute('href')).toBe('#/')
})

test('an answer about other days is not shown as that to the last question', async () => {
  const week = deferred<Analytics>()
  mount(({ days }) =>
    days === 7 ? week.promise : Promise.resolve(analytics({ byDay: analytics().byDay.slice(0, 1) })),
  )
  expect(screen.getByRole('heading', { name: 'Analytics' }).parentElement?.getAttribute('aria-busy')).toBe('true')
  fireEvent.click(screen.getByLabelText('Today'))
  await screen.findByText('Success rate')
  week.resolve(analytics())
  await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Today').checked).toBe(true))
  expect(screen.queryByRole('img')).toBeNull()
})

test('numbers that cannot be read say why and can be asked for again', async () => {
  const answers = [Promise.reject(failure(503, 'OVERLOADED', 'Try later.')), Promise.resolve(analytics())]
  mount(() => answers.shift() ?? Promise.reject(new Error('asked a third time')))
  expect((await screen.findByRole('alert')).textContent).toContain('Try later.')
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await screen.findByText('Success rate')
  expect(screen.queryByRole('alert')).toBeNull()
})
