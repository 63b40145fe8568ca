// The stack dev, deployed by the roles it gives to GitHub Actions, in an account that enforces their policies.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { summary } from './deploy/changes.ts'
import { awsJson } from './emulator/aws-calls.ts'
import { addGithubProvider, asGithubJob } from './emulator/github-job.ts'
import { added, type Inventory, takeInventory } from './emulator/inventory.ts'
import { listings } from './emulator/listings.ts'
import { type OpenStack, openStack } from './emulator/open-stack.ts'
import { type Emulator, missingActions, startEmulator } from './emulator/start-emulator.ts'
import { program } from './program.ts'

const repository = 'example@9919/mpla@123456789'
const ofGithub = 'urn:pulumi:dev::mpla::mpla:aws:GithubAccess**'

let emulator: Emulator
let byPerson: OpenStack
let byDeploy: OpenStack
let empty: Inventory

const open = (as: Emulator) =>
  openStack({
    emulator: as,
    project: 'mpla',
    name: 'dev',
    program,
    config: {
      'mpla:image': { value: `registry.example.com/mpla@sha256:${'1'.repeat(64)}` },
      'mpla:accessToken': { value: 'not-a-real-access-token-77aa', secret: true },
      'mpla:githubRepository': { value: repository },
    },
  })
/** What the account refused, for messages. */
const denials = () =>
  readFileSync(join(emulator.logDirectory, 'moto.log'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('emulator denies'))

beforeAll(async () => {
  emulator = await startEmulator('github')
  byPerson = await open(emulator)
})
afterAll(() => emulator?.close())

test('an account that does not know GitHub is told the command, before anything is created', async () => {
  await expect(byPerson.preview()).rejects.toThrow(/aws iam create-open-id-connect-provider --url https:\/\/token/)
  expect(await byPerson.resourceTypes()).toEqual([])
})

test('a person makes the roles first', async () => {
  await addGithubProvider(emulator)
  empty = await takeInventory(emulator)
  await byPerson.stack.up({ target: [ofGithub], suppressProgress: true })
  expect(new Set(await byPerson.resourceTypes())).toEqual(
    new Set(['aws:iam/policy:Policy', 'aws:iam/role:Role', 'aws:iam/rolePolicyAttachment:RolePolicyAttachment']),
  )
})

test('a role is given to the job it is for, and to no other', async () => {
  const deploy = 'mpla-dev-github-deploy'
  for (const subject of [
    'repo:example@9919/mpla@123456789:pull_request',
    'repo:example@9919/mpla@123456789:environment:prod',
    'repo:example/mpla:environment:dev',
    'repo:somebody/else:environment:dev',
  ])
    await expect(asGithubJob(emulator, deploy, subject), subject).rejects.toThrow(/not allowed/)
  byDeploy = await open(await asGithubJob(emulator, deploy, `repo:${repository}:environment:dev`))
})

test('the deploy role creates everything else, and then there is nothing to change', async () => {
  const before = denials().length
  await byDeploy.up()
  expect(denials().slice(before)).toEqual([])
  expect((await byDeploy.resourceTypes()).length).toBeGreaterThan(60)
  expect(summary(await byDeploy.preview())).toEqual([])
})

test('the inspect role reads everything, finds no drift, and cannot change anything', async () => {
  const before = denials().length
  const job = await asGithubJob(emulator, 'mpla-dev-github-inspect', `repo:${repository}:environment:dev-inspect`)
  const byInspect = await open(job)
  expect(summary(await byInspect.refresh())).toEqual([])
  expect(denials().slice(before)).toEqual([])
  const logs = { url: job.url, service: 'logs', accessKey: job.envVars['AWS_ACCESS_KEY_ID'] }
  const days = { logGroupName: '/mpla/dev/app', retentionInDays: 1 }
  await expect(awsJson(logs, 'Logs_20140328.PutRetentionPolicy', days)).rejects.toThrow(/not allowed: logs:Put/)
})

test('the review role reads no secret', async () => {
  const job = await asGithubJob(emulator, 'mpla-dev-github-review', `repo:${repository}:pull_request`)
  const secrets = { url: job.url, service: 'secretsmanager', accessKey: job.envVars['AWS_ACCESS_KEY_ID'] }
  const [SecretId] = (await listings['secret']?.(emulator.url, 'eu-west-1')) ?? []
  expect(SecretId).toMatch(/mpla-dev-accessToken/)
  await expect(awsJson(secrets, 'secretsmanager.DescribeSecret', { SecretId })).resolves.toBeDefined()
  await expect(awsJson(secrets, 'secretsmanager.GetSecretValue', { SecretId })).rejects.toThrow(/not allowed/)
})

test('the deploy role changes and deletes everything but what gives it its permissions', async () => {
  const before = denials().length
  await byDeploy.setConfig({ 'mpla:logRetentionDays': { value: '7' }, 'mpla:alarmEmail': { value: 'a@example.com' } })
  expect(summary(await byDeploy.up())).not.toEqual([])
  await byDeploy.stack.destroy({ exclude: [ofGithub], suppressProgress: true })
  expect(denials().slice(before)).toEqual([])
  await expect(byDeploy.destroy()).rejects.toThrow(/iam:DetachRolePolicy|iam:DeletePolicy|iam:DeleteRole/)
})

test('a person deletes the rest; the provider of identities is the account’s and stays', async () => {
  await byPerson.destroy()
  expect(await byPerson.resourceTypes()).toEqual([])
  expect(added(empty, await takeInventory(emulator))).toEqual([])
  expect(missingActions(emulator)).toEqual([])
})
