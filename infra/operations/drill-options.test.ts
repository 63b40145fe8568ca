import { expect, test } from 'vitest'
import { drillHelp, readDrillOptions } from './drill-options.ts'

const drill = { kind: 'drill', stack: 'prod', yes: false, readOnly: false, inject: false, force: false }

test.each<[string, object]>([
  ['high-cpu --stack prod', { ...drill, alarms: ['high-cpu'] }],
  ['high-cpu queue-age --stack prod --read-only', { ...drill, alarms: ['high-cpu', 'queue-age'], readOnly: true }],
  ['--all --stack prod --yes', { ...drill, alarms: [], yes: true }],
  ['high-cpu --stack prod --inject --force', { ...drill, alarms: ['high-cpu'], inject: true, force: true }],
  ['--list', { kind: 'list', stack: undefined, on: undefined, days: 90, check: false }],
  [
    '--list --stack dev --on account --days 30 --check',
    { kind: 'list', stack: 'dev', on: 'account', days: 30, check: true },
  ],
])('%s', (line, wanted) => {
  expect(readDrillOptions(line.split(' '))).toEqual(wanted)
})

test.each([
  ['high-cpu', /Which stack/],
  ['--stack prod', /Which alarm/],
  ['high-cpu --all --stack prod', /Either --all or/],
  ['high-cpu --stack prod --force', /--force goes with --inject/],
  ['high-cpu --stack prod --check', /--check goes with --list/],
  ['--list --yes', /--yes does not go with --list/],
  ['--list high-cpu', /about all pages/],
  ['--list --days soon', /whole number from 1, got soon/],
  ['--list --days 0', /whole number/],
  ['--list --on paper', /account or --on emulator, got paper/],
  ['--lists', /Unknown option '--lists'/],
])('%s is refused, with the usage', (line, message) => {
  expect(() => readDrillOptions(line.split(' '))).toThrow(message)
  expect(() => readDrillOptions(line.split(' '))).toThrow('Usage: npm run drill')
})

test('help is not a drill', () => {
  expect(readDrillOptions(['high-cpu', '--help'])).toBe('help')
  expect(drillHelp).toContain('npm run drill -- --list')
})
