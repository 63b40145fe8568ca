import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact'
import { afterEach, expect, test } from 'vitest'
import { improvedRun, runId, upTo } from './test-support/example-run.ts'
import { mountApp } from './test-support/mount-app.tsx'
import { failure, summary } from './test-support/scripted-api.ts'

afterEach(cleanup)

const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name })

test('a prompt is typed, started by keyboard, followed live and ends with the best version', async () => {
  const { streams, address } = mountApp()
  const prompt = await screen.findByLabelText('Your prompt')
  fireEvent.input(prompt, { target: { value: 'Write about our new product.' } })
  fireEvent.keyDown(prompt, { key: 'Enter', ctrlKey: true })

  await waitFor(() => expect(address.value).toBe(`#/runs/${runId}`))
  await waitFor(() => expect(streams.opened.length).toBe(1))
  streams.send(upTo('version.kept'))
  await heading('Write about our new product.')
  await screen.findByText('Live')
  await screen.findByRole('button', { name: 'Cancel' })

  streams.send(improvedRun)
  await screen.findByText('Version 1 scores higher than your prompt: 50% → 90%.')
  expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull()
  await waitFor(() => expect(document.title).toBe('Completed: Write about our new product. · MPLA'))
})

test('going somewhere puts the focus on the heading of that place, as loading a page would', async () => {
  const { navigate, streams } = mountApp()
  const first = await heading('Refine a prompt')
  expect(document.activeElement).not.toBe(first)
  navigate(`#/runs/${runId}`)
  const loading = await heading('Opening the run…')
  await waitFor(() => expect(document.activeElement).toBe(loading))
  streams.send(improvedRun)
  expect(document.activeElement).toBe(await heading('Write about our new product.'))
})

test('an address that names nothing says so and leads back', async () => {
  mountApp({}, { hash: '#/runs/7' })
  await heading('There is nothing at this address')
  expect(screen.getByRole('link', { name: 'Go to the start' }).getAttribute('href')).toBe('#/')
})

test('a run that does not exist says so, with the id of the request', async () => {
  const { streams } = mountApp(
    { refinement: () => Promise.reject(failure(404, 'RUN_NOT_FOUND', 'No run has this id.')) },
    { hash: `#/runs/${runId}` },
  )
  await heading('Opening the run…')
  streams.newest().handlers.onRefused()
  await heading('There is no such run')
  const alert = screen.getByRole('alert')
  expect(alert.textContent).toContain('No run has this id.')
  expect(alert.textContent).toContain('request-7')
})

test('asks for the token where the server wants one, and opens the page with the right one', async () => {
  const { page } = mountApp({
    session: async () => ({ required: true, valid: false }),
    logIn: async (token) => {
      if (token !== 'right') throw failure(401, 'UNAUTHORIZED', 'This is not the access token')
    },
    logOut: async () => {},
  })
  await heading('Log in')
  const logIn = (token: string) => {
    fireEvent.input(screen.getByLabelText('Access token'), { target: { value: token } })
    fireEvent.click(screen.getByRole('button', { name: 'Log in' }))
  }
  logIn('wrong')
  expect((await screen.findByRole('alert')).textContent).toContain('This is not the access token')
  logIn('right')
  await heading('Refine a prompt')
  fireEvent.click(screen.getByRole('button', { name: 'Log out' }))
  await heading('Log in')
  expect(page.container.textContent).not.toContain('Log out')
})

test('a session that ends asks for the token and keeps what was typed', async () => {
  const { session } = mountApp({ session: async () => ({ required: true, valid: true }), logIn: async () => {} })
  fireEvent.input(await screen.findByLabelText('Your prompt'), { target: { value: 'Half a prompt' } })
  session.expire()
  await screen.findByText(/Your session has ended/)
  fireEvent.input(screen.getByLabelText('Access token'), { target: { value: 'right' } })
  fireEvent.click(screen.getByRole('button', { name: 'Log in' }))
  expect((await screen.findByLabelText<HTMLTextAreaElement>('Your prompt')).value).toBe('Half a prompt')
})

test('a server that cannot be reached is told, and asked again', async () => {
  const answers = [
    Promise.reject(failure(0, 'UNREACHABLE', 'Check the connection.')),
    Promise.resolve({ required: false, valid: true }),
  ]
  mountApp({ session: () => answers.shift() ?? Promise.reject(new Error('asked a third time')) })
  expect((await screen.findByRole('alert')).textContent).toContain('Check the connection.')
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await heading('Refine a prompt')
})

test('says when the machine is offline, and stops saying so', async () => {
  const { isOnline } = mountApp()
  await heading('Refine a prompt')
  isOnline.value = false
  await screen.findByText(/You are offline/)
  isOnline.value = true
  await waitFor(() => expect(screen.queryByText(/You are offline/)).toBeNull())
})

test('the best version becomes the prompt of the next run', async () => {
  const { streams, address, form } = mountApp(
    { refinements: async () => ({ items: [summary()], nextCursor: null }) },
    { hash: `#/runs/${runId}` },
  )
  await heading('Opening the run…')
  streams.send(improvedRun)
  fireEvent.click(await screen.findByRole('button', { name: 'Refine this again' }))
  await heading('Refine a prompt')
  expect([address.value, form.draft.value.prompt]).toEqual([
    '#/',
    'Write about our new product.\n\nAnswer in three short paragraphs.',
  ])
  expect(streams.newest().isClosed).toBe(true)
})

test('the skip link moves the focus into the content and leaves the address alone', async () => {
  mountApp()
  await heading('Refine a prompt')
  const link = screen.getByRole('link', { name: 'Skip to the content' })
  expect(fireEvent.click(link)).toBe(false)
  expect(document.activeElement).toBe(screen.getByRole('main'))
})
