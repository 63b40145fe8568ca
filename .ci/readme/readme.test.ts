import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import type { Setting } from '../../infra/plan/setting.ts'
import { settingsTable } from '../../infra/plan/settings-table.ts'
import { planStack } from '../../infra/plan-stack.ts'
import { readStackFile } from '../../infra/stack-file.ts'
import { commandsOf } from './commands.ts'
import { documents, replaceSection, withSections } from './documents.ts'
import { isNotRun, notRun, suiteOf } from './suites.ts'
import { firstSettings, settingsTableText } from './tables.ts'

const root = join(import.meta.dirname, '../..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const scripts: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts

test.each(Object.keys(documents))(
  'the generated sections of %s are up to date (npm run docs writes them)',
  async (file) => {
    const text = readFileSync(join(root, file), 'utf8')
    expect(text).toBe(await withSections(file, text))
  },
)

test('the README has every setting that a stack cannot do without, and docs/settings.md has all', () => {
  const keys = Object.keys(settingsTable) as (keyof typeof settingsTable)[] // widened by Object.keys
  const required = keys.filter((key) => (settingsTable[key] as Setting<unknown>).required !== undefined) // the union hides it
  expect(required.length).toBeGreaterThan(2)
  expect(required.filter((key) => !firstSettings.includes(key))).toEqual([])
  expect(keys.filter((key) => !settingsTableText().includes(`| \`mpla:${key}\``))).toEqual([])
})

test('a document without the markers of a table is refused', () => {
  expect(() => replaceSection('# Title', 'settings', 'x')).toThrow(/settings/)
})

const guides = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)]
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')

test('every command belongs to a suite that runs it, or says why none does', () => {
  const commands = guides.flatMap((file) => commandsOf(textOf(file)).map((command) => ({ file, ...command })))
  expect(commands.length).toBeGreaterThan(40)
  for (const { file, text, line } of commands)
    expect(suiteOf(text) ?? isNotRun(text), `${file}:${line}: ${text}`).toBeTruthy()
  for (const { command } of notRun) expect(commands.filter(({ text }) => command.test(text))).not.toEqual([])
})

test('every npm script that the README names exists', () => {
  const named = [...readme.matchAll(/npm (?:run )?([a-z][a-z:]*)/g)].map(([, name]) => name ?? '')
  expect(named.length).toBeGreaterThan(8)
  for (const name of named.filter((name) => !['registry', 'ci'].includes(name)))
    expect(Object.keys(scripts)).toContain(name)
})

test('what CI stands for is really run by it', () => {
  const ci = readFileSync(join(root, '.ci/run'), 'utf8')
  const byCi = commandsOf(readme).filter(({ text }) => suiteOf(text) === 'ci')
  expect(byCi.length).toBeGreaterThan(3)
  for (const { text } of byCi.filter(({ text }) => text !== '.ci/run'))
    expect(ci).toContain(text.replace('npm test', 'npm test'))
})

test('every output that a document asks for is one of the stack', async () => {
  const { outputs } = await planStack('prod', readStackFile(root, 'prod'))
  const asked = guides.flatMap((file) =>
    [...textOf(file).matchAll(/pulumi stack output (\w+)/g)].map(([, name = '']) => ({ file, name })),
  )
  expect(asked.length).toBeGreaterThan(4)
  for (const { file, name } of asked) expect(outputs, `${file}: ${name}`).toContain(name)
})

/** The anchors that GitHub gives the headings of a document. */
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  )

test.each(guides)('every relative link of %s leads to a file, and to a heading in it', (file) => {
  const links = [...textOf(file).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)]
  for (const [whole, link = '', anchor] of links) {
    const target = link === '' ? file : join(dirname(file), link)
    expect(existsSync(join(root, target)), whole).toBe(true)
    if (anchor !== undefined) expect(anchorsOf(textOf(target)), whole).toContain(anchor)
  }
  if (file === 'README.md') expect(links.length).toBeGreaterThan(2)
})

test('a command goes on over a line that ends with a backslash, and other blocks are left out', () => {
  expect(commandsOf('```sh\na \\\n  b\nc\n```\n```json\nd\n```\n').map(({ text }) => text)).toEqual(['a b', 'c'])
})
