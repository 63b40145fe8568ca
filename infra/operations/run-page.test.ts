import { afterEach, beforeEach, expect, test } from 'vitest'
import { stepsOf } from '../../runbooks/runbook.ts'
import { type Answer, type PageOptions, runPage } from './run-page.ts'
import { openShellSession, type ShellSession } from './shell-session.ts'

const page = `# page

## Diagnosis

1. Look at
   it.

   \`\`\`sh read-only
   FOUND="$(echo found)"
   echo "$FOUND"
   \`\`\`

   Expect: found.

## Mitigation

1. Change it.

   \`\`\`sh mutating
   echo "change $FOUND to $WANTED"
   \`\`\`

   Expect: changed.

2. Call:

   \`\`\`sh manual: needs a telephone
   call
   \`\`\`

   Expect: an answer.

## Verification

\`\`\`sh read-only
echo "$NEW_API_KEY" | wc -c
\`\`\`

Expect: a number.
`
let session: ShellSession
beforeEach(() => {
  session = openShellSession({ cwd: '/', env: { PATH: process.env['PATH'] } })
})
afterEach(() => session.close())

/** A reader who answers in turn, and keeps what was shown and asked. */
async function read(answers: readonly Answer[], options: Partial<PageOptions> = {}, markdown = page) {
  let shown = ''
  const asked: unknown[] = []
  const left = [...answers]
  const results = await runPage({
    steps: stepsOf(markdown),
    session,
    reader: {
      show: (text) => {
        shown += text
      },
      confirm: async (question) => {
        asked.push(question)
        return left.shift() ?? 'quit'
      },
      ask: async (question, { isSecret }) => {
        asked.push([question, isSecret])
        return 'chosen'
      },
    },
    ...options,
  })
  return {
    shown,
    asked,
    left,
    steps: results.map(({ number, step, result, skipped }) => [number, step.effect, result?.code ?? skipped]),
  }
}

test('looks at once, asks before it changes, and after what is done by hand; asks for what nobody has set', async () => {
  const { steps, asked, shown } = await read(['yes', 'yes'])
  expect(steps).toEqual([
    [1, 'read-only', 0],
    [2, 'mutating', 0],
    [3, 'manual', 'manual: needs a telephone, done'],
    [4, 'read-only', 0],
  ])
  expect(asked).toEqual(['This changes something. Run it?', ['WANTED: ', false], 'Done?', ['NEW_API_KEY: ', true]])
  expect(shown).toContain('[2/4] Mitigation\n1. Change it.\n\n  echo "change $FOUND to $WANTED"\n')
  expect(shown).toContain('change found to chosen\nExpect: changed.\n')
  expect(shown).toContain('By hand: needs a telephone\nExpect: an answer.')
})

test('goes on after a step that is not wanted, and ends where the reader quits', async () => {
  expect((await read(['skip', 'quit'])).steps).toEqual([
    [1, 'read-only', 0],
    [2, 'mutating', 'not wanted'],
    [3, 'manual', 'manual: needs a telephone'],
  ])
})

test('begins where it is told to, and says which step sets what is missing', async () => {
  const { steps, asked } = await read(['yes', 'skip'], { from: 2 })
  expect(steps.map(([number]) => number)).toEqual([2, 3, 4])
  expect(asked).toContainEqual(['FOUND (step 1 sets it): ', false])
})

test('leaves out what it is told to, with the reason, and asks nothing for it', async () => {
  const skip: PageOptions['skip'] = ({ effect }) => (effect === 'read-only' ? undefined : 'reading only')
  const { steps, asked, shown } = await read([], { skip })
  expect(steps.map(([, , outcome]) => outcome)).toEqual([0, 'reading only', 'reading only', 0])
  expect(asked).toEqual([['NEW_API_KEY: ', true]])
  expect(shown).toContain('Not run: reading only')
})

test.each([
  ['stops', 'quit', [[1, 'read-only', 7]]],
  [
    'goes on when that is wanted',
    'yes',
    [
      [1, 'read-only', 7],
      [2, 'read-only', 0],
    ],
  ],
] as const)('after a step that fails it %s', async (_, answer, expected) => {
  const failing =
    '# p\n\n## D\n\nA:\n\n```sh read-only\n(exit 7)\n```\n\nExpect: x.\n\n```sh read-only\ntrue\n```\n\nExpect: y.\n'
  const { steps, asked } = await read([answer], {}, failing)
  expect(steps).toEqual(expected)
  expect(asked).toEqual(['It ended with 7. Go on with the next step?'])
})
