import { expect, test } from 'vitest'
import { readUpOptions, upHelp } from './up-options.ts'

test('a stack alone means: ask first, stop at a firing alarm, keep the data, and ask the stack’s own address', () => {
  expect(readUpOptions(['prod'])).toEqual({
    stack: 'prod',
    yes: false,
    force: false,
    allowReplace: false,
    url: undefined,
  })
})

test('every flag does its own thing, wherever it stands', () => {
  expect(readUpOptions(['--yes', 'dev', '--force', '--allow-replace', '--url', 'http://127.0.0.1:8080/'])).toEqual({
    stack: 'dev',
    yes: true,
    force: true,
    allowReplace: true,
    url: 'http://127.0.0.1:8080',
  })
})

test.each([
  [[], /Expected one stack, got 0.*npm run up -- prod/],
  [['prod', 'dev'], /Expected one stack, got 2/],
  [['prod', '--yess'], /--yess/],
  [['prod', '--url'], /--url/],
  [['prod', '--url', 'mpla.example.com'], /an http:\/\/ or https:\/\/ address, got mpla.example.com/],
  [['prod', '--url', 'ftp://mpla.example.com'], /got ftp/],
  [['prod', '--url', 'https://mpla.example.com/?a=1'], /got https/],
])('%j is refused', (args, message) => {
  expect(() => readUpOptions(args)).toThrow(message)
})

test('help names every flag', () => {
  expect(readUpOptions(['--help'])).toBe('help')
  for (const flag of ['--yes', '--force', '--allow-replace', '--url', '--help']) expect(upHelp).toContain(flag)
})
