import { expect, test } from 'vitest'
import { leastProd, sourceOf, tryRead } from '../test-support/settings.ts'
import { readSettings } from './read-settings.ts'

const keysOf = (source: Parameters<typeof tryRead>[0]) => tryRead(source).problems.map(({ key }) => key)

test('a dev stack needs the access token and nothing else', () => {
  const settings = readSettings(sourceOf('dev', {}))
  expect(settings).toMatchObject({
    kind: 'dev',
    database: 'sqlite',
    minTasks: 1,
    maxTasks: 1,
    egress: 'public',
    deletionProtection: false,
  })
  expect(settings.secrets).toEqual(['accessToken'])
})

test('a prod stack gets PostgreSQL, up to three tasks, private subnets and protection', () => {
  expect(readSettings(sourceOf('prod', leastProd))).toMatchObject({
    kind: 'prod',
    database: 'postgres',
    minTasks: 1,
    maxTasks: 3,
    egress: 'nat-single',
    deletionProtection: true,
    backupDays: 35,
  })
})

test('the result cannot be changed and holds no secret', () => {
  const settings = readSettings(
    sourceOf('prod', leastProd, { accessToken: 'token-that-must-not-show', openaiApiKey: 'sk-not-to-show' }),
  )
  expect(Object.isFrozen(settings) && Object.isFrozen(settings.secrets)).toBe(true)
  expect(settings.secrets).toEqual(['accessToken', 'openaiApiKey'])
  expect(JSON.stringify(settings)).not.toMatch(/must-not-show|not-to-show/)
})

test('everything wrong is reported at once, each with a line that mends it', () => {
  const { problems, message } = tryRead(
    sourceOf(
      'prod',
      { cpu: '300', memory: '9000000', minTasks: '0', egress: 'nat', alarmEmail: 'nobody', maxTask: '2' },
      {},
    ),
  )
  expect(problems.map(({ key }) => key).toSorted()).toEqual(
    ['accessToken', 'alarmEmail', 'cpu', 'domain', 'egress', 'maxTask', 'memory', 'minTasks'].toSorted(),
  )
  expect(problems.filter(({ mend }) => mend.length === 0)).toEqual([])
  for (const problem of problems) {
    expect(message).toContain(problem.mend[0])
    expect(message).toContain(problem.expected)
  }
  expect(message).toMatch(/^8 settings of stack prod must be mended first; nothing was created or changed\./)
})

test('says what came, what is expected and the command, in full', () => {
  expect(
    tryRead(sourceOf('dev', { maxTasks: '4' })).message,
  ).toBe(`One setting of stack dev must be mended first; nothing was created or changed.

mpla:maxTasks is "4"
  what it is  Tasks that autoscaling may start
  expected    a whole number from 1 to 3 tasks
  mend with   pulumi config set mpla:maxTasks 3 --stack dev
`)
})

test('plain HTTP is for dev stacks: prod without a domain is refused, and told why', () => {
  const { problems } = tryRead(sourceOf('prod', { ...leastProd, domain: undefined }))
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatchObject({
    key: 'domain',
    what: expect.stringMatching(/^is missing: .*clear text.*plain HTTP is for dev/),
    mend: ['pulumi config set mpla:domain mpla.example.com --stack prod'],
  })
  expect(readSettings(sourceOf('dev', {})).domain).toBeUndefined()
})

test('a secret in plain text is refused without repeating it', () => {
  const { problems, message } = tryRead(sourceOf('dev', { openaiApiKey: 'sk-in-plain-text' }))
  expect(problems.map(({ key, what }) => [key, what])).toEqual([['openaiApiKey', 'is stored in plain text']])
  expect(message).toContain('pulumi config set --secret mpla:openaiApiKey "$OPENAI_API_KEY" --stack dev')
  expect(message).not.toContain('sk-in-plain-text')
})

test('a secret that is too short is refused by its length alone', () => {
  const { message } = tryRead(sourceOf('dev', {}, { accessToken: 'short' }))
  expect(message).toContain('mpla:accessToken is a secret of 5 characters')
  expect(message).not.toContain('"short"')
})

test('a plain setting stored with --secret is refused without repeating it', () => {
  const { problems, message } = tryRead(
    sourceOf('dev', {}, { accessToken: 'a-token-of-enough-length', logLevel: 'debug-but-hidden' }),
  )
  expect(problems.map(({ key, what }) => [key, what])).toEqual([['logLevel', 'is stored with --secret']])
  expect(message).not.toContain('debug-but-hidden')
})

test('an unknown setting is refused, with the one that was meant', () => {
  const { problems } = tryRead(sourceOf('dev', { domian: 'x.example.com', qqqqqqqqqq: '1' }))
  expect(problems.map(({ key, what }) => [key, what])).toEqual([
    ['domian', 'is no setting; mpla:domain was meant?'],
    ['qqqqqqqqqq', 'is no setting'],
  ])
})

test.each(['toString', 'constructor', '__proto__'])('%s is no setting either', (key) => {
  expect(keysOf({ ...sourceOf('dev', {}), keys: [key] })).toEqual([key])
})

test.each([
  ['prod', 'prod'],
  ['prod-eu', 'prod'],
  ['dev', 'dev'],
  ['pr-17', 'dev'],
])('takes stack %s for a %s stack', (stack, kind) => {
  expect(readSettings(sourceOf(stack, leastProd)).kind).toBe(kind)
})

test('asks for the kind when the name does not say it, and still reports the rest', () => {
  const source = sourceOf('staging', { cpu: '7' })
  expect(keysOf(source)).toEqual(['kind', 'cpu'])
  expect(readSettings(sourceOf('staging', { ...leastProd, kind: 'prod' })).kind).toBe('prod')
})

test.each(['Prod', 'a-name-far-too-long', 'prod_1', '1st', 'prod-', 'pr--1'])('refuses the stack name %s', (stack) => {
  const { problems } = tryRead(sourceOf(stack, { ...leastProd, kind: 'prod' }))
  expect(problems.map(({ key }) => key)).toEqual(['(stack name)'])
  const suggested = /^pulumi stack rename (\S+)/.exec(problems[0]?.mend[0] ?? '')?.[1] ?? ''
  expect(keysOf(sourceOf(suggested, { ...leastProd, kind: 'prod' }))).toEqual([])
})

test('a missing secret is listed instead of refused when a plan is only shown', () => {
  const settings = readSettings({ ...sourceOf('prod', leastProd, {}), missingSecrets: 'list' })
  expect(settings.secrets).toEqual(['accessToken'])
})
