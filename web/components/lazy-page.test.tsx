import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import { lazyPage } from './lazy-page.tsx'

afterEach(cleanup)

const Hello = ({ name }: { name: string }) => <h1>Hello {name}</h1>

test('is loaded when it is shown, once', async () => {
  const load = vi.fn(async () => Hello)
  const Page = lazyPage(load)
  expect(load).not.toHaveBeenCalled()
  render(<Page name="you" />)
  expect(await screen.findByText('Hello you')).toBeTruthy()
  cleanup()
  render(<Page name="me" />)
  expect(screen.getByText('Hello me')).toBeTruthy()
  expect(load).toHaveBeenCalledTimes(1)
})

test('that is loaded before is there at once', async () => {
  const Page = lazyPage(async () => Hello)
  await Page.preload()
  render(<Page name="you" />)
  expect(screen.getByText('Hello you')).toBeTruthy()
})

test('that cannot be loaded says so, and is loaded when asked again', async () => {
  let isThere = false
  const Page = lazyPage(async () => {
    if (!isThere) throw new TypeError('Failed to fetch dynamically imported module')
    return Hello
  })
  render(<Page name="you" />)
  expect(await screen.findByText('This page could not be loaded.')).toBeTruthy()
  isThere = true
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('Hello you')).toBeTruthy()
})
