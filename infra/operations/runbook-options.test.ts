import { expect, test } from 'vitest'
import { readRunbookOptions, runbookHelp } from './runbook-options.ts'

const pages = ['cpu', 'database-cpu', 'high-cpu', 'restore-volume']
const read = (line: string) => readRunbookOptions(line.split(' '), pages)
const plain = { stack: 'prod', yes: false, readOnly: false, from: 1 }

test.each([
  ['high-cpu --stack prod', { ...plain, page: 'high-cpu' }],
  ['runbooks/high-cpu.md --stack prod', { ...plain, page: 'high-cpu' }],
  [
    'restore-volume --stack dev --read-only --from 3',
    { ...plain, page: 'restore-volume', stack: 'dev', readOnly: true, from: 3 },
  ],
  ['high-cpu --yes --stack prod', { ...plain, page: 'high-cpu', yes: true }],
  ['mpla-prod-high-cpu', { ...plain, page: 'high-cpu' }],
  ['mpla-pr-7-database-cpu-notify', { ...plain, page: 'database-cpu', stack: 'pr-7' }],
  ['mpla-prod-cpu-long --stack prod', { ...plain, page: 'cpu' }],
])('%s', (line, wanted) => {
  expect(read(line)).toEqual(wanted)
})

test.each([
  ['high-cpu', /Which stack/],
  ['high-cpi --stack prod', /no runbook high-cpi: is it high-cpu\? The pages are:\n {2}cpu\n/],
  ['nothing-like-it --stack prod', /no runbook nothing-like-it\. The pages are:/],
  ['mpla-prod-unheard-of', /no runbook mpla-prod-unheard-of/],
  ['cpu high-cpu --stack prod', /One page at a time, not cpu and high-cpu/],
  ['--stack prod', /Which page\? The pages are:/],
  ['mpla-prod-high-cpu --stack dev', /is of stack prod, not dev/],
  ['cpu --stack prod --yes --read-only', /Either --yes or --read-only/],
  ['cpu --stack prod --from first', /number of a step, got first/],
  ['cpu --stack prod --from 0', /number of a step, got 0/],
  ['cpu --stack prod --forse', /--forse[\s\S]*Usage/],
])('%s is refused', (line, message) => {
  expect(() => read(line)).toThrow(message)
})

test('help says every flag', () => {
  expect(readRunbookOptions(['--help'], pages)).toBe('help')
  for (const flag of ['--stack', '--yes', '--read-only', '--from']) expect(runbookHelp).toContain(flag)
})
