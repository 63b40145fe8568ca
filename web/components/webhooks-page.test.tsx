import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import type { Api } from '../api/api.ts'
import { failure, scriptedApi } from '../test-support/scripted-api.ts'
import { delivery, scriptedWebhooks, secret } from '../test-support/scripted-webhooks.ts'
import { WebhooksPage } from './webhooks-page.tsx'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const url = 'https://example.com/hooks'

function mount(script: Partial<Api>) {
  const copy = vi.fn(async (_text: string) => true)
  render(<WebhooksPage api={scriptedApi(script)} copy={copy} />)
  return copy
}
const typeUrl = async (text: string) =>
  fireEvent.input(await screen.findByLabelText('Address to tell'), { target: { value: text } })
const add = () => fireEvent.click(screen.getByRole('button', { name: 'Add the webhook' }))

test('adds a webhook, and shows its secret once', async () => {
  const api = scriptedWebhooks()
  const createWebhook = vi.fn(api.createWebhook)
  const copy = mount({ ...api, createWebhook })
  await screen.findByText(/Nobody is told yet/)
  await typeUrl(` ${url} `)
  fireEvent.click(screen.getByLabelText('cancelled'))
  add()
  const panel = await screen.findByRole('region', { name: `The secret of ${url}` })
  await waitFor(() => expect(document.activeElement?.textContent).toBe(`The secret of ${url}`))
  expect(createWebhook).toHaveBeenCalledExactlyOnceWith({
    url,
    events: ['refinement.completed', 'refinement.failed', 'refinement.cancelled'],
  })
  expect(panel.textContent).toContain(secret)
  fireEvent.click(within(panel).getByRole('button', { name: 'Copy the secret' }))
  await screen.findByText('The secret is on the clipboard.')
  expect(copy).toHaveBeenCalledExactlyOnceWith(secret)
  fireEvent.click(within(panel).getByRole('button', { name: 'I have stored it' }))
  await waitFor(() => expect(document.body.textContent).not.toContain(secret))
  expect(screen.getByRole('heading', { name: url })).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>('Address to tell').value).toBe('')
})

test('says what is wrong before it asks the server', async () => {
  mount({ ...scriptedWebhooks(), createWebhook: () => Promise.reject(new Error('was sent')) })
  await typeUrl('example.com/hooks')
  for (const event of ['completed', 'failed']) fireEvent.click(screen.getByLabelText(event))
  add()
  await screen.findByText(/Type the whole address/)
  expect(screen.getByText('Choose at least one.')).toBeTruthy()
  expect(screen.getByLabelText('Address to tell').getAttribute('aria-invalid')).toBe('true')
  expect(screen.queryByRole('alert')).toBeNull()
})

test('what the server refuses is said in its words, and stays to be mended', async () => {
  mount(scriptedWebhooks())
  await typeUrl('http://example.com/hooks')
  add()
  expect((await screen.findByRole('alert')).textContent).toContain('expected https://, found http://')
  expect(screen.getByLabelText<HTMLInputElement>('Address to tell').value).toBe('http://example.com/hooks')
})

test('a test is sent, and its delivery is followed until it is there', async () => {
  vi.useFakeTimers()
  const { deliver, ...api } = scriptedWebhooks([url])
  mount(api)
  await vi.advanceTimersByTimeAsync(10)
  fireEvent.click(screen.getByRole('button', { name: `Send a test to ${url}` }))
  await vi.advanceTimersByTimeAsync(10)
  expect(screen.getByText('Pending')).toBeTruthy()
  expect(screen.getByText('not tried yet')).toBeTruthy()
  deliver()
  await vi.advanceTimersByTimeAsync(2_100)
  expect(screen.getByText('Delivered')).toBeTruthy()
  expect(screen.getByText('1 attempt · answered with 204')).toBeTruthy()
})

test('shows what was delivered, what was not and why, and leads to the run', async () => {
  const failed = delivery({ id: 'msg_2', status: 'failed', attempts: 7, responseStatus: null, error: 'No answer within 15 s' }) // biome-ignore format: one delivery
  mount(scriptedWebhooks([url], [delivery(), failed]))
  const details = (await screen.findByText('Deliveries')).closest('details')
  if (details === null) throw new Error('expected deliveries that unfold')
  details.open = true
  fireEvent(details, new Event('toggle'))
  await screen.findByText('7 attempts · No answer within 15 s')
  expect(screen.getAllByRole('link', { name: 'the run' })[0]?.getAttribute('href')).toBe(`#/runs/${delivery().runId}`)
})

test('is deleted only after it was asked twice', async () => {
  const api = scriptedWebhooks([url])
  const deleteWebhook = vi.fn(api.deleteWebhook)
  mount({ ...api, deleteWebhook })
  fireEvent.click(await screen.findByRole('button', { name: `Delete ${url}` }))
  fireEvent.click(await screen.findByRole('button', { name: 'Keep' }))
  expect(deleteWebhook).not.toHaveBeenCalled()
  fireEvent.click(await screen.findByRole('button', { name: `Delete ${url}` }))
  fireEvent.click(await screen.findByRole('button', { name: 'Yes, delete' }))
  await screen.findByText(/Nobody is told yet/)
  expect(deleteWebhook).toHaveBeenCalledExactlyOnceWith('0')
})

test('what fails is said where it failed', async () => {
  mount({ ...scriptedWebhooks([url]), testWebhook: () => Promise.reject(failure(404, 'NOT_FOUND', 'It is gone.')) })
  fireEvent.click(await screen.findByRole('button', { name: `Send a test to ${url}` }))
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('It is gone.')
  expect(alert.closest('li')?.textContent).toContain(url)
})

test('a list that cannot be read says why and can be asked for again', async () => {
  const api = scriptedWebhooks()
  const answers = [Promise.reject(failure(503, 'OVERLOADED', 'Try later.')), Promise.resolve({ webhooks: [] })]
  mount({ ...api, webhooks: () => answers.shift() ?? Promise.reject(new Error('asked a third time')) })
  expect((await screen.findByRole('alert')).textContent).toContain('Try later.')
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await screen.findByText(/Nobody is told yet/)
})
