import { expect, test } from 'vitest'
import { commandBlocks, fragmentOf, linksIn, outputsIn, parseRunbook, settingsIn, stepsOf } from './runbook.ts'

const page = `# some-alarm

Severity: page.

## Meaning

Something.

## Diagnosis

1. Look.

   \`\`\`sh read-only
   aws logs tail "$(pulumi stack output logGroup)" \\
     --since 5m
   \`\`\`

   Expect: nothing. See [other](other.md#meaning)
   or [the web](https://example.com).

2. Change.

   \`\`\`sh
   pulumi config set mpla:cpu 512

   pulumi up
   \`\`\`

## Verification

Call them,
by telephone:

\`\`\`sh manual: needs a telephone
call <<END
  Hello.
END
\`\`\`
`

test('splits a page at its headings', () => {
  const { title, introduction, sections } = parseRunbook(page)
  expect([title, introduction, [...sections.keys()], sections.get('Meaning')]).toEqual([
    'some-alarm',
    'Severity: page.',
    ['Meaning', 'Diagnosis', 'Verification'],
    'Something.',
  ])
})

test('finds blocks with their mark, what stands around them, and their lines as typed and joined', () => {
  const [look, change, call] = stepsOf(page)
  expect(look).toEqual({
    heading: 'Diagnosis',
    effect: 'read-only',
    reason: '',
    script: 'aws logs tail "$(pulumi stack output logGroup)" \\\n  --since 5m',
    commands: ['aws logs tail "$(pulumi stack output logGroup)" --since 5m'],
    lead: '1. Look.',
    expectation: 'Expect: nothing. See [other](other.md#meaning) or [the web](https://example.com).',
  })
  expect(change).toMatchObject({
    effect: 'unmarked',
    script: 'pulumi config set mpla:cpu 512\n\npulumi up',
    commands: ['pulumi config set mpla:cpu 512', 'pulumi up'],
    expectation: '',
  })
  expect(call).toMatchObject({
    heading: 'Verification',
    effect: 'manual',
    reason: 'needs a telephone',
    script: 'call <<END\n  Hello.\nEND',
    lead: 'Call them, by telephone:',
  })
})

test('what is expected of one block does not lead to the next one', () => {
  const [, next] = commandBlocks('```sh read-only\na\n```\n\nExpect: a.\n\n```sh read-only\nb\n```\n\nExpect: b.\n')
  expect([next?.lead, next?.expectation]).toEqual(['', 'Expect: b.'])
})

test('takes the steps of some headings only', () => {
  expect(stepsOf(page, ['Verification', 'Meaning']).map(({ effect }) => effect)).toEqual(['manual'])
})

test.each(['', 'readonly', 'manual', 'mutating, a little'])(
  'tells a block that is marked %j from one that is well marked',
  (mark) => {
    const [block] = commandBlocks(`\`\`\`sh ${mark}\ntrue\n\`\`\`\n`)
    expect([block?.effect, block?.reason]).toEqual(mark === 'manual' ? ['manual', ''] : ['unmarked', mark])
  },
)

test('finds outputs, settings and links', () => {
  expect([outputsIn(page), settingsIn(page), linksIn(page)]).toEqual([['logGroup'], ['cpu'], ['other.md#meaning']])
})

test('makes the fragment of a heading', () => {
  expect(fragmentOf('Before the first command')).toBe('before-the-first-command')
})
