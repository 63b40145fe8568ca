import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { conditionText, thresholdText } from '../infra/plan/alarms/alarm-text.ts'
import { alarms } from '../infra/plan/alarms/alarms.ts'
import { runbookIndex } from '../infra/plan/alarms/runbook-index.ts'
import { readSettings } from '../infra/plan/read-settings.ts'
import { settingsTable } from '../infra/plan/settings-table.ts'
import { deriveTimeouts, failureTime } from '../infra/plan/timeouts.ts'
import { recordStack } from '../infra/test-support/mocks.ts'
import { leastProd, sourceOf } from '../infra/test-support/settings.ts'
import {
  commandBlocks,
  documents,
  fragmentOf,
  type headings,
  headingsOf,
  linksIn,
  outputsIn,
  parseRunbook,
  procedures,
  settingsIn,
} from './runbook.ts'

const folder = import.meta.dirname
const allPages = readdirSync(folder).filter((file) => file.endsWith('.md'))
const isDocument = (file: string) => documents.some((document) => file === `${document}.md`)
const pages = allPages.filter((file) => !isDocument(file))
const texts = pages.map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
const textOf = (file: string) => readFileSync(join(folder, file), 'utf8')
const linkedTexts = allPages.filter((file) => file !== 'TEMPLATE.md').map((file) => ({ file, text: textOf(file) }))
const prod = await recordStack('prod')

test('every alarm has a runbook of its name, and every runbook an alarm, but those for what is done on purpose', () => {
  const runbooks = pages.filter((file) => !['README.md', 'TEMPLATE.md'].includes(file))
  expect(runbooks.toSorted()).toEqual([...alarms.map(({ id }) => id), ...procedures].map((id) => `${id}.md`).toSorted())
  expect(runbooks.length).toBeGreaterThan(2)
})

test.each(pages.filter((file) => file !== 'README.md'))(
  '%s has the seven parts, in order, none of them empty',
  (file) => {
    const { sections } = parseRunbook(textOf(file))
    expect([...sections.keys()]).toEqual([...headingsOf(file)])
    expect([...sections].filter(([, text]) => text.length < 60).map(([heading]) => heading)).toEqual([])
  },
)

test.each(alarms)('$id: the page says what the code says', (alarm) => {
  const { title, introduction, sections } = parseRunbook(textOf(`${alarm.id}.md`))
  expect(title).toBe(alarm.id)
  expect(introduction).toContain(`Severity: ${alarm.severity}. Fires: ${conditionText(alarm)}.`)
  expect(sections.get('Meaning')?.split('\n')[0]).toBe(alarm.summary)
  expect(sections.get('Impact')?.split('\n')[0]).toBe(alarm.impact)
  const why = sections.get('Why this threshold') ?? ''
  expect(why.split('\n')[0]).toBe(thresholdText(alarm))
  const explained = alarm.explainedBy
    ? `While [${alarm.explainedBy}](${alarm.explainedBy}.md) fires, this alarm tells nobody.`
    : undefined
  if (explained) expect(sections.get('Meaning')).toContain(explained)
  const meaning = alarm.missingData.means === 'breaching' ? 'firing' : 'not firing'
  expect(why).toContain(`Without data the alarm counts as ${meaning}: ${alarm.missingData.reason}.`)
  expect(commandBlocks(sections.get('Diagnosis') ?? '')[0]?.commands).toEqual([alarm.firstCommand])
})

test.each(alarms)(
  '$id: diagnosis, mitigation and verification are commands; the last one asks for this alarm',
  ({ id }) => {
    const { sections } = parseRunbook(textOf(`${id}.md`))
    const blocks = (heading: (typeof headings)[number]) => commandBlocks(sections.get(heading) ?? '')
    expect(blocks('Diagnosis').length).toBeGreaterThanOrEqual(3)
    expect(blocks('Mitigation').some(({ effect }) => effect === 'mutating')).toBe(true)
    expect([...blocks('Diagnosis'), ...blocks('Verification')].filter(({ effect }) => effect !== 'read-only')).toEqual(
      [],
    )
    // The alarm's name is made of the service's: the output is a stack's prefix.
    expect(prod.outputs['service']).toBe('mpla-prod')
    expect(blocks('Verification').at(-1)?.commands).toEqual([stateCommand(id)])
  },
)

test.each(texts)('$file: every block is marked, and says what to expect', ({ text }) => {
  const blocks = commandBlocks(text)
  expect(blocks).toHaveLength(text.match(/^ *```\w+/gm)?.length ?? 0)
  expect(blocks.length).toBeGreaterThan(0)
  expect(
    blocks.filter(({ effect, reason }) => effect === 'unmarked' || (effect === 'manual') !== (reason !== '')),
  ).toEqual([])
  expect(blocks.filter(({ expectation }) => !/^Expect: \S/.test(expectation))).toEqual([])
})

test('few blocks are manual: the others can be run for the reader, and are in CI', () => {
  const blocks = texts.flatMap(({ text }) => commandBlocks(text))
  expect(blocks.length).toBeGreaterThan(200)
  expect(blocks.filter(({ effect }) => effect === 'manual').length).toBeLessThan(blocks.length / 20)
})

/** Asks for the state of an alarm, whether it is made of a metric or of other alarms. */
const stateCommand = (id: string) =>
  `aws cloudwatch describe-alarms --alarm-types MetricAlarm CompositeAlarm --alarm-names "$(pulumi stack output service)-${id}" --query '[MetricAlarms,CompositeAlarms][][].StateValue'`

/** What changes something in AWS, in the stack or in the application, by the verbs of their commands. */
const changing =
  /\baws [\w-]+ (update|create|delete|put|start|stop|modify|reboot|set|run|terminate|restore)-|\bpulumi (up|destroy(?! --preview-only)|refresh|config (set|rm)|cancel|state|stack (import|rm))\b|\bnpm run( --silent)? endgame\b|\bcurl .*-X POST\b/

test.each(texts)('$file: commands are marked as what they are', ({ text }) => {
  const wrong = commandBlocks(text).filter(
    ({ effect, commands }) =>
      effect !== 'manual' && (effect === 'mutating') !== commands.some((line) => changing.test(line)),
  )
  expect(wrong).toEqual([])
})

test.each(texts)('$file: names outputs, settings and scripts that exist, and no id', ({ text }) => {
  const outputs = outputsIn(text)
  expect(outputs.length).toBeGreaterThan(0)
  expect(outputs.filter((name) => !(name in prod.outputs))).toEqual([])
  expect(settingsIn(text).filter((key) => !(key in settingsTable))).toEqual([])
  const { scripts } = JSON.parse(readFileSync(join(dirname(folder), 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  expect([...text.matchAll(/npm run ([\w:]+)/g)].filter(([, script = '']) => !(script in scripts))).toEqual([])
  const commands = commandBlocks(text)
    .flatMap((block) => block.commands)
    .join('\n')
  expect(commands).not.toMatch(/\barn:aws|\b\d{12}\b|\bi-[0-9a-f]{8}|mpla-prod/)
})

test.each(texts)('$file: the settings it tells to change would be taken in prod', ({ text }) => {
  const lines = commandBlocks(text).map(({ commands }) =>
    commands.flatMap((line) => [...(/^pulumi config set mpla:(\w+) (\w+)$/.exec(line)?.slice(1, 3) ?? [])]),
  )
  for (const pairs of lines) {
    const changes = Object.fromEntries(
      Array.from({ length: pairs.length / 2 }, (_, index) => pairs.slice(2 * index, 2 * index + 2)),
    )
    expect(() => readSettings(sourceOf('prod', { ...leastProd, ...changes }))).not.toThrow()
  }
})

test.each(linkedTexts)('$file: its links lead to a heading that is there', ({ file, text }) => {
  const links = linksIn(text)
  expect(links.length).toBeGreaterThan(0)
  const broken = links.filter((link) => {
    const [path = '', fragment] = link.split('#')
    const target = join(folder, path || file)
    if (!existsSync(target)) return true
    const titles = [...readFileSync(target, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => fragmentOf(title))
    return fragment !== undefined && !titles.includes(fragment)
  })
  expect(broken).toEqual([])
})

test.each(procedures)('%s: says what it is, changes something, and is in the index', (procedure) => {
  const { title, introduction, sections } = parseRunbook(textOf(`${procedure}.md`))
  expect(title).toBe(procedure)
  expect(introduction).toMatch(/^Severity: procedure\. Begins: \S/)
  expect(commandBlocks(sections.get('Diagnosis') ?? '').filter(({ effect }) => effect !== 'read-only')).toEqual([])
  expect(commandBlocks(sections.get('Mitigation') ?? '').some(({ effect }) => effect === 'mutating')).toBe(true)
  expect(textOf('README.md')).toContain(`[${procedure}](${procedure}.md)`)
})

test.each(documents)('%s: holds no commands, and is in the index', (document) => {
  const text = textOf(`${document}.md`)
  expect(parseRunbook(text).title).toBe(document)
  expect(parseRunbook(text).sections.size).toBeGreaterThan(2)
  expect(commandBlocks(text)).toEqual([])
  expect(textOf('README.md')).toContain(`[${document}](${document}.md)`)
})

test('the page that ends the stack is the last one', () => {
  expect(procedures.at(-1)).toBe('destroy-stack')
})

test('the index is the registry', () => {
  expect(textOf('README.md')).toContain(runbookIndex(alarms))
})

test('the time a roll-back takes at most is what the timeouts come to', () => {
  const minutes = Math.ceil((3 * failureTime(deriveTimeouts())) / 60)
  expect(textOf('unhealthy-hosts.md')).toContain(`which takes at most ${minutes} minutes`)
})
