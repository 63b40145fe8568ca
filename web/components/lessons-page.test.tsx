import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import type { Lesson, LessonDetail } from '../../app/contract/lessons.ts'
import type { Api } from '../api/api.ts'
import { runId } from '../test-support/example-run.ts'
import { mountApp } from '../test-support/mount-app.tsx'
import { failure } from '../test-support/scripted-api.ts'

afterEach(cleanup)

const at = '2026-05-04T09:30:00.000Z'
const lesson = (changes: Partial<Lesson> = {}): Lesson => ({
  id: 'a'.repeat(32),
  text: 'State the form of the answer exactly.',
  origin: 'real',
  taskKind: 'summarise',
  language: 'en',
  createdAt: at,
  state: 'active',
  retired: null,
  earned: { runs: 2, mean: 0.21, pairs: 16 },
  measured: {
    offered: { runs: 9, mean: 0.2 },
    withheld: { runs: 4, mean: 0.1 },
    uplift: { mean: 0.07, lower: 0.01, upper: 0.13 },
  },
  ...changes,
})
const behind: Pick<LessonDetail, 'evidence' | 'trials'> = {
  evidence: [{ run: runId, version: 2, uplift: { mean: 0.21, lower: 0.08, upper: 0.34 }, pairs: 8, lessons: 2, at }],
  trials: [{ run: runId, offered: false, uplift: 0, pairs: 0, at }],
}

/** The page over a server that keeps the state of its lessons. */
function mount(lessons: Lesson[] = [lesson()], script: Partial<Api> = {}) {
  const find = (id: string) => {
    const found = lessons.find((each) => each.id === id)
    if (found === undefined) throw failure(404, 'LESSON_NOT_FOUND')
    return found
  }
  const setLessonState = vi.fn<Api['setLessonState']>(async (id, { state }) => {
    const by = { by: 'author', reason: 'Retired by hand' } as const
    return Object.assign(find(id), { state, retired: state === 'retired' ? by : null })
  })
  const api: Partial<Api> = {
    lessons: async ({ origin }) => {
      const items = lessons.filter((each) => each.origin === origin)
      return { items: items.map((each) => ({ ...each })), total: items.length }
    },
    lesson: async (id) => ({ ...find(id), ...behind }),
    setLessonState,
    ...script,
  }
  return { ...mountApp(api, { hash: '#/lessons' }), setLessonState }
}
const button = (name: RegExp) => screen.findByRole('button', { name })
const card = async (text: string) => {
  const found = (await screen.findByRole('heading', { level: 3, name: text })).closest('li')
  if (found === null) throw new Error(`Expected the card of ${text}`)
  return found
}

test('the navigation leads to the lessons, which say what they did', async () => {
  const { navigate } = mountApp({ lessons: async () => ({ items: [lesson()], total: 1 }) })
  const link = await screen.findByRole('link', { name: 'Lessons' })
  navigate(link.getAttribute('href') ?? '')
  const heading = await screen.findByRole('heading', { level: 1, name: 'Lessons' })
  await waitFor(() => expect(document.activeElement).toBe(heading))
  expect(document.title).toBe('Lessons · MPLA')
  const { textContent } = await card('State the form of the answer exactly.')
  for (const part of [
    'Offered',
    'Helps: +7 points (95% interval +1 to +13) by 9 runs with it and 4 without',
    'Earned by 2 runs that ended 21 points better on average over 16 pairs',
  ])
    expect(textContent).toContain(part)
})

test('lessons stand under what they are about, each kind in the order of the server', async () => {
  const other = (letter: string, changes: Partial<Lesson>) =>
    lesson({ id: letter.repeat(32), text: letter, ...changes })
  mount([lesson(), other('b', { taskKind: 'email' }), other('c', {}), other('d', { language: 'und' })])
  await card('b')
  const headings = screen.getAllByRole('heading').map(({ textContent }) => textContent)
  expect(headings).toEqual([
    'Lessons',
    ...['Email, English', 'b'],
    ...['Summarise, English', 'State the form of the answer exactly.', 'c'],
    ...['Summarise, language not known', 'd'],
  ])
})

test('lessons of the simulator stand apart', async () => {
  mount([lesson(), lesson({ id: 'b'.repeat(32), origin: 'simulated', text: 'Say how long it is.' })])
  await card('State the form of the answer exactly.')
  expect(screen.queryByText('Say how long it is.')).toBeNull()
  fireEvent.click(await screen.findByLabelText('Simulator'))
  await card('Say how long it is.')
  expect(screen.queryByText('State the form of the answer exactly.')).toBeNull()
})

test('where nothing was learned, it says how that happens', async () => {
  mount([])
  await screen.findByText(/A run teaches when its final comparison/)
})

test('shows the runs that earned it and those that measured it, when asked to', async () => {
  mount()
  const runs = await button(/^Runs/)
  expect(runs.getAttribute('aria-expanded')).toBe('false')
  fireEvent.click(runs)
  const shown = within(await card('State the form of the answer exactly.'))
  await shown.findByText(/version 2: \+21 points \(95% interval \+8 to \+34\) over 8 pairs, shared by 2 lessons/)
  shown.getByText(/without it: kept your prompt/)
  const links = shown.getAllByRole('link').map((link) => link.getAttribute('href'))
  expect(links).toEqual([`#/runs/${runId}`, `#/runs/${runId}`])
  expect(runs.getAttribute('aria-expanded')).toBe('true')
  fireEvent.click(runs)
  expect(shown.queryAllByRole('link')).toEqual([])
})

test('retires a lesson and restores it, and says so', async () => {
  const { setLessonState } = mount()
  fireEvent.click(await button(/^Retire/))
  await screen.findByText('Why it is retired: Retired by hand')
  expect((await card('State the form of the answer exactly.')).textContent).toContain('Retired')
  fireEvent.click(await button(/^Restore/))
  await button(/^Retire/)
  expect(setLessonState.mock.calls.map(([, request]) => request.state)).toEqual(['retired', 'active'])
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('The lesson is restored, and measured anew.'))
})

test('what cannot be done or read says why', async () => {
  mount([lesson()], {
    setLessonState: async () => {
      throw failure(503, 'DATABASE_UNAVAILABLE', 'Try again in a moment.')
    },
  })
  fireEvent.click(await button(/^Retire/))
  expect((await screen.findByRole('alert')).textContent).toContain('Try again in a moment.')
  cleanup()

  const lessons = vi
    .fn<Api['lessons']>()
    .mockRejectedValueOnce(failure(503, 'OVERLOADED', 'Try later.'))
    .mockImplementation(async () => ({ items: [], total: 0 }))
  mount([], { lessons })
  expect((await screen.findByRole('alert')).textContent).toContain('Try later.')
  fireEvent.click(await button(/^Try again/))
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
})
