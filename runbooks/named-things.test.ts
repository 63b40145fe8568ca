// What the pages name outside of the plan: metrics with their dimensions, patterns of log lines, codes of errors.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ConfigSchema } from '../app/config.ts'
import { Judged } from '../app/contract/judge.ts'
import { httpStatusByCode } from '../app/errors.ts'
import { combinationsOf, publishedMetrics } from '../app/metrics/published.ts'
import { alarms } from '../infra/plan/alarms/alarms.ts'
import { awsMetrics } from '../infra/plan/alarms/aws-metrics.ts'
import { parseLogPattern } from '../infra/test-support/log-pattern.ts'
import { settingsOf } from '../infra/test-support/settings.ts'
import { commandBlocks } from './runbook.ts'

const pages = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.md'))
  .map((file) => ({ file, text: readFileSync(join(import.meta.dirname, file), 'utf8') }))
const commands = pages.flatMap(({ file, text }) =>
  commandBlocks(text).flatMap((block) => ({ file, command: block.commands.join('\n') })),
)

const option = (command: string, name: string) =>
  new RegExp(`--${name} ("[^"]*"|\\S+)`).exec(command)?.[1]?.replaceAll('"', '')

/** A name in a loop over `for name in …; do` stands for several. */
function spelledOut(name: string, command: string): string[] {
  const [variable = ''] = name.match(/\$\{(\w+)\}/)?.slice(1) ?? []
  const values = new RegExp(`for ${variable} in ([^;]+);`).exec(command)?.[1]?.trim().split(/\s+/)
  return variable === '' || values === undefined
    ? [name]
    : values.map((value) => name.replace(`\${${variable}}`, value))
}

const lookups = commands
  .filter(({ command }) => command.includes('get-metric-statistics'))
  .flatMap(({ file, command }) =>
    spelledOut(option(command, 'metric-name') ?? '', command).map((metric) => ({
      file,
      metric,
      namespace: option(command, 'namespace') ?? '',
      dimensions: Object.fromEntries(
        [...command.matchAll(/Name=([\w-]+),Value=(\$\([^)]*\)|[^\s"]+)/g)].map(([, name = '', value = '']) => [
          name,
          value,
        ]),
      ),
    })),
  )

test('every metric that a page looks up exists, under exactly the dimensions it is looked up by', () => {
  expect(lookups.length).toBeGreaterThan(40)
  const wrong = lookups.filter(({ namespace, metric, dimensions }) => {
    const names = Object.keys(dimensions).toSorted()
    if (namespace !== 'MPLA') return String(awsMetrics[namespace]?.[metric]?.toSorted()) !== String(names)
    const row = publishedMetrics.find(({ name }) => name === metric)
    const { service, ...own } = dimensions
    const isOne = (labels: object) => JSON.stringify(labels) === JSON.stringify(own)
    return service === undefined || !row || !combinationsOf(row, ['openai', 'gemini']).some(isOne)
  })
  expect(wrong).toEqual([])
})

const patterns = commands.flatMap(({ file, command }) =>
  [...command.matchAll(/--filter-pattern '([^']*)'/g)].map(([, pattern = '']) => ({ file, pattern })),
)
const alarmPatterns = alarms.flatMap(({ id, signal }) => {
  const made = signal(settingsOf('prod'))
  return 'logPattern' in made ? [{ file: id, pattern: made.logPattern }] : []
})

/** Levels of the application's log, and codes with the pattern of a page. */
const levels = ['fatal', 'error', 'warn', 'info', 'debug']
const codes = Object.keys(httpStatusByCode)

test('every filter pattern can be read, and asks for levels, codes and sources that there are', () => {
  expect(patterns.length).toBeGreaterThan(25)
  expect(alarmPatterns.length).toBeGreaterThan(0)
  const terms = [...patterns, ...alarmPatterns].flatMap(({ file, pattern }) =>
    parseLogPattern(pattern).flatMap((all) => all.map((term) => ({ file, ...term }))),
  )
  const isKnown: Readonly<Record<string, (value: string | number) => boolean>> = {
    level: (value) => levels.includes(String(value)),
    code: (value) => codes.some((code) => new RegExp(`^${String(value).replaceAll('*', '.*')}$`).test(code)),
    source: (value) => ['aws.backup', 'aws.ecs'].includes(String(value)),
    judgement: (value) => Judged.properties.status.enum.some((status) => status === value),
  }
  expect(terms.filter(({ path, value }) => isKnown[path]?.(value) === false)).toEqual([])
  expect(terms.filter(({ path }) => path === 'code').length).toBeGreaterThan(0)
})

/** What AWS answers, by the command that the page has it from. */
const statesOfAws = [
  ...['PRIMARY', 'COMPLETED', 'IN_PROGRESS', 'FAILED', 'RUNNING', 'HEALTHY', 'STOPPED', 'ACTIVE'], // ECS
  ...['SUCCESS', 'ISSUED', 'PENDING_VALIDATION'], // ACM
  ...['ABORTED', 'EXPIRED'], // AWS Backup
  ...['SERVICE_DEPLOYMENT_FAILED'], // EventBridge
  ...['OK', 'ALARM', 'INSUFFICIENT_DATA'], // CloudWatch
]

test.each(pages)('$file: every word in capitals is a code, a variable, or a state of AWS', ({ text }) => {
  const words = [...text.matchAll(/`([A-Z][A-Z_]{3,})(…|_…)?`/g)].map(([, word = '', open]) => ({ word, open }))
  // Variables of the shell are typed in a command of the same page.
  const typed = commandBlocks(text)
    .flatMap(({ commands: lines }) => lines)
    .join('\n')
  const isKnown = ({ word, open }: (typeof words)[number]) =>
    statesOfAws.includes(word) ||
    word in ConfigSchema.properties ||
    codes.some((code) => (open === undefined ? code === word : code.startsWith(word))) ||
    new RegExp(`\\$\\{?${word}\\b|^${word}=`, 'm').test(typed)
  expect(words.filter((word) => !isKnown(word))).toEqual([])
})

test('some pages name codes of the application', () => {
  const named = codes.filter((code) => pages.some(({ text }) => text.includes(`\`${code}\``)))
  expect(named.length).toBeGreaterThan(4)
})
