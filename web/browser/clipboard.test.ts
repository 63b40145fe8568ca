import { afterEach, expect, test, vi } from 'vitest'
import { copyText } from './clipboard.ts'

afterEach(() => void vi.unstubAllGlobals())

test('uses the clipboard of the browser', async () => {
  const writeText = vi.fn(async () => {})
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  expect(await copyText('a prompt')).toBe(true)
  expect(writeText).toHaveBeenCalledExactlyOnceWith('a prompt')
})

test.each([true, false])('without it, copies a selection, and says whether that worked: %s', async (works) => {
  vi.stubGlobal('navigator', {})
  const button = document.body.appendChild(document.createElement('button'))
  button.focus()
  let selected = ''
  document.execCommand = () => {
    selected = document.querySelector('textarea')?.value ?? ''
    return works
  }
  expect(await copyText('a prompt')).toBe(works)
  expect(selected).toBe('a prompt')
  expect([document.querySelector('textarea'), document.activeElement]).toEqual([null, button])
})

test('a browser that knows neither says so', async () => {
  vi.stubGlobal('navigator', {})
  document.execCommand = () => {
    throw new Error('not implemented')
  }
  expect(await copyText('a prompt')).toBe(false)
})
