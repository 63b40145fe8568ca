import { expect, test } from 'vitest'
import { leastProd, sourceOf, tryRead } from '../test-support/settings.ts'

const prod = (changes: Record<string, string>) => tryRead(sourceOf('prod', { ...leastProd, ...changes }))
const summary = (changes: Record<string, string>) => prod(changes).problems.map(({ key, mend }) => ({ key, mend }))

test('SQLite with more than one task is refused, because two writers corrupt it', () => {
  expect(prod({ database: 'sqlite' }).problems).toMatchObject([
    {
      key: 'maxTasks',
      what: 'is 3, but mpla:database is sqlite, which two tasks writing at once would corrupt',
      mend: ['pulumi config set mpla:maxTasks 1 --stack prod', 'pulumi config set mpla:database postgres --stack prod'],
    },
  ])
  expect(summary({ database: 'sqlite', maxTasks: '2' }).map(({ key }) => key)).toEqual(['maxTasks'])
  expect(prod({ database: 'sqlite', maxTasks: '1' }).problems).toEqual([])
})

test('a standby is refused with SQLite', () => {
  expect(summary({ database: 'sqlite', maxTasks: '1', multiAz: 'true' }).map(({ key }) => key)).toEqual(['multiAz'])
})

test('a database that is used is not given up at the same time', () => {
  const mend = ['pulumi config rm mpla:abandonDatabase --stack prod']
  expect(summary({ abandonDatabase: 'postgres' })).toEqual([{ key: 'abandonDatabase', mend }])
  expect(summary({ abandonDatabase: 'sqlite' })).toEqual([])
})

test('a minimum above the maximum is refused, and can be mended from both sides', () => {
  expect(summary({ minTasks: '3', maxTasks: '2' })).toEqual([
    {
      key: 'minTasks',
      mend: ['pulumi config set mpla:minTasks 2 --stack prod', 'pulumi config set mpla:maxTasks 3 --stack prod'],
    },
  ])
})

test.each([
  [{ cpu: '256', memory: '4096' }, '2048'],
  [{ cpu: '4096', memory: '1024' }, '8192'],
  [{ cpu: '8192', memory: '17408' }, '20480'],
])('Fargate has no %j; the nearest is %s MiB', (changes, nearest) => {
  expect(summary(changes)).toEqual([{ key: 'memory', mend: [`pulumi config set mpla:memory ${nearest} --stack prod`] }])
})

test('a memory that is illegal by itself is not reported twice', () => {
  expect(summary({ memory: '1000' }).map(({ key }) => key)).toEqual(['memory'])
})

test('spare capacity is refused in prod, with the reason, and taken in dev', () => {
  expect(prod({ spot: 'true' }).problems).toMatchObject([
    {
      key: 'spot',
      what: expect.stringMatching(/prod stack.*two minutes/),
      mend: ['pulumi config set mpla:spot false --stack prod'],
    },
  ])
  expect(tryRead(sourceOf('dev', { spot: 'true' })).settings).toMatchObject({ kind: 'dev', spot: true })
})

test('busy hours with SQLite are given up, or the database is', () => {
  expect(summary({ busyHours: '08:00-18:00', database: 'sqlite', maxTasks: '1' })).toEqual([
    {
      key: 'busyHours',
      mend: ['pulumi config rm mpla:busyHours --stack prod', 'pulumi config set mpla:database postgres --stack prod'],
    },
  ])
})

test('busy tasks lie above the minimum and not above the maximum', () => {
  const busyHours = '08:00-18:00'
  expect(summary({ busyHours })).toEqual([])
  expect(summary({ minTasks: '3' })).toEqual([])
  expect(summary({ busyHours, busyTasks: '2', minTasks: '2' })).toEqual([
    {
      key: 'busyTasks',
      mend: ['pulumi config set mpla:busyTasks 3 --stack prod', 'pulumi config set mpla:minTasks 1 --stack prod'],
    },
  ])
  expect(summary({ busyHours, busyTasks: '3', maxTasks: '2' })).toEqual([
    {
      key: 'busyTasks',
      mend: ['pulumi config set mpla:busyTasks 2 --stack prod', 'pulumi config set mpla:maxTasks 3 --stack prod'],
    },
  ])
  expect(summary({ busyHours, busyTasks: '2', maxTasks: '1' })).toEqual([
    { key: 'busyTasks', mend: ['pulumi config set mpla:maxTasks 2 --stack prod'] },
  ])
})

test('the domain must lie in its zone', () => {
  expect(summary({ hostedZone: 'example.org' })).toEqual([
    { key: 'hostedZone', mend: ['pulumi config set mpla:hostedZone example.com --stack prod'] },
  ])
  expect(summary({ hostedZone: 'le.com' }).map(({ key }) => key)).toEqual(['hostedZone'])
  expect(summary({ hostedZone: 'example.com' })).toEqual([])
  expect(summary({ hostedZone: 'mpla.example.com' })).toEqual([])
})

test('a domain with no zone above it must name its zone', () => {
  expect(summary({ domain: 'example.com' })).toEqual([
    { key: 'hostedZone', mend: ['pulumi config set mpla:hostedZone example.com --stack prod'] },
  ])
})

test('a zone without a domain is refused in dev, where a domain is not required', () => {
  const { problems } = tryRead(sourceOf('dev', { hostedZone: 'example.com' }))
  expect(problems.map(({ key, mend }) => [key, mend])).toEqual([
    ['domain', ['pulumi config set mpla:domain mpla.example.com --stack dev']],
  ])
})

test('the place of the state is refused without a repository, because only its roles would look at it', () => {
  expect(summary({ stateBucket: 'example-state' })).toEqual([
    { key: 'stateBucket', mend: ['pulumi config set mpla:githubRepository OWNER/NAME --stack prod'] },
  ])
  expect(summary({ stateBucket: 'example-state', githubRepository: 'example/mpla' })).toEqual([])
})

test.each([
  ['example/mpla', true],
  ['example@9919/mpla@123456789', true],
  ['example@9919/mpla', false],
  ['example/*', false],
  ['example', false],
])('the repository %s is taken: %s', (githubRepository, isTaken) => {
  expect(prod({ githubRepository }).problems.length === 0).toBe(isTaken)
})

test('an instance class without a price needs a budget, because there is no estimate to make it of', () => {
  expect(summary({ databaseClass: 'db.r7g.large' })).toEqual([
    {
      key: 'budgetUsd',
      mend: [
        'pulumi config set mpla:budgetUsd 500 --stack prod',
        'pulumi config set mpla:databaseClass db.t4g.micro --stack prod',
      ],
    },
  ])
  expect(summary({ databaseClass: 'db.r7g.large', budgetUsd: '700' })).toEqual([])
})
