import { afterEach, beforeEach, expect, test } from 'vitest'
import { drillPage, missingVariables } from './drill-page.ts'
import type { Answer } from './run-page.ts'
import { openShellSession, type ShellSession } from './shell-session.ts'
import { unattendedReader } from './unattended-reader.ts'

const block = (effect: string, script: string) => `\`\`\`sh ${effect}\n${script}\n\`\`\`\n\nExpect: it.\n\n`
const page = (diagnosis: string) =>
  `# page\n\n## Diagnosis\n\n${block('read-only', diagnosis)}## Mitigation\n\n${block('mutating', 'echo "$WANTED"')}${block('manual: needs a telephone', 'call "$NUMBER"')}## Verification\n\n${block('read-only', 'echo \'["OK"]\'')}`
const both = ['Diagnosis', 'Mitigation']
const reader = unattendedReader(() => undefined, { yes: true })

let session: ShellSession
beforeEach(() => {
  session = openShellSession({ cwd: '/', env: { PATH: process.env['PATH'], WANTED: 'more' } })
})
afterEach(() => session.close())

test('runs the blocks of its headings, and leaves out what needs a person', async () => {
  expect(await drillPage(page('echo found'), both, { session, reader, readOnly: false })).toEqual({
    run: 2,
    skipped: 1,
    failures: [],
    lastOutput: 'more\n',
  })
  expect(await drillPage(page('echo found'), ['Verification'], { session, reader, readOnly: false })).toMatchObject({
    run: 1,
    lastOutput: '["OK"]\n',
  })
})

test('read-only leaves out what changes something too', async () => {
  const run = await drillPage(page('echo found'), both, { session, reader, readOnly: true })
  expect(run).toMatchObject({ run: 1, skipped: 2, lastOutput: 'found\n' })
})

test('a failure ends the page where nobody reads what was to be expected', async () => {
  const run = await drillPage(page('echo why >&2; false'), both, { session, reader, readOnly: false })
  expect(run).toMatchObject({
    run: 1,
    skipped: 2,
    failures: ['Under Diagnosis `echo why >&2; false` ended with 1: why'],
  })
})

test('a person can go on, because the page says so', async () => {
  const answers: Answer[] = ['yes', 'yes', 'skip']
  const person = { ...reader, confirm: async () => answers.shift() ?? 'quit' }
  const run = await drillPage(page('false'), both, { session, reader: person, readOnly: false })
  expect(run).toMatchObject({ run: 2, skipped: 1, failures: [] })
})

test('variables that nobody has chosen are known before anything is run', async () => {
  const missing = (diagnosis: string, readOnly = false) =>
    missingVariables(page(diagnosis), both, { session, readOnly })
  expect(await missing('echo found')).toEqual([])
  expect(await missing('echo "$CHOSEN" "$WANTED"')).toEqual(['CHOSEN'])
  await session.set('WANTED', '')
  expect(await missing('WANTED=now')).toEqual([])
})

test('a variable of a step that is left out does not matter', async () => {
  const bare = openShellSession({ cwd: '/', env: { PATH: process.env['PATH'] } })
  const missing = (readOnly: boolean) => missingVariables(page('echo found'), both, { session: bare, readOnly })
  expect([await missing(false), await missing(true)]).toEqual([['WANTED'], []])
  await bare.close()
})
