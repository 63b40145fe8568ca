import { expect, test } from 'vitest'
import { commandBlocks, fragmentOf, linksIn, outputsIn, parseRunbook, settingsIn } from './runbook.ts'

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

   Expect: nothing. See [other](other.md#meaning) or [the web](https://example.com).

2. Change.

   \`\`\`sh
   pulumi config set mpla:cpu 512
   pulumi up
   \`\`\`
`

test('splits a page at its headings', () => {
  const { title, introduction, sections } = parseRunbook(page)
  expect([title, introduction, [...sections.keys()], sections.get('Meaning')]).toEqual([
    'some-alarm',
    'Severity: page.',
    ['Meaning', 'Diagnosis'],
    'Something.',
  ])
})

test('finds blocks with their mark, their joined lines and what is expected', () => {
  expect(commandBlocks(page)).toEqual([
    {
      effect: 'read-only',
      commands: ['aws logs tail "$(pulumi stack output logGroup)" --since 5m'],
      expectation: 'Expect: nothing. See [other](other.md#meaning) or [the web](https://example.com).',
    },
    { effect: '', commands: ['pulumi config set mpla:cpu 512', 'pulumi up'], expectation: '' },
  ])
})

test('finds outputs, settings and links', () => {
  expect([outputsIn(page), settingsIn(page), linksIn(page)]).toEqual([['logGroup'], ['cpu'], ['other.md#meaning']])
})

test('makes the fragment of a heading', () => {
  expect(fragmentOf('Before the first command')).toBe('before-the-first-command')
})
