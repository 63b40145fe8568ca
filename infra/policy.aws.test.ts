// The policy pack as a person uses it: the plain CLI, the SDK's own runner of packs, and the emulated account.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHostedZone } from './emulator/hosted-zone.ts'
import { added, takeInventory } from './emulator/inventory.ts'
import { type Emulator, startEmulator } from './emulator/start-emulator.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const pack = join(root, 'infra/policy')
const token = 'not-a-real-access-token-7b2e'

let emulator: Emulator
const folders: string[] = []
beforeAll(async () => {
  emulator = await startEmulator('policy')
  await createHostedZone(emulator.url, 'example.com')
})
afterAll(async () => {
  await emulator?.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A Pulumi project named mpla whose program is this text, in a folder of its own. */
function projectOf(program: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'mpla-policy-'))
  folders.push(folder)
  mkdirSync(join(folder, 'state'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "main": "index.ts" }')
  writeFileSync(join(folder, 'index.ts'), program)
  const runtime = 'runtime:\n  name: nodejs\n  options:\n    typescript: false\n'
  writeFileSync(join(folder, 'Pulumi.yaml'), `name: mpla\n${runtime}`)
  return folder
}

/** The real program, followed by more. */
const mplaAnd = (more: string) => `
import * as aws from ${JSON.stringify(join(root, 'node_modules/@pulumi/aws/index.js'))}
import { program } from ${JSON.stringify(join(root, 'infra/program.ts'))}
export default async () => {
  const outputs = await program()
  ${more}
  return outputs
}
`
const tags = (stack: string) => `{ project: 'mpla', stack: '${stack}', kind: 'dev', 'managed-by': 'pulumi' }`

/** Runs the CLI in a project's folder; returns how it ended and everything it printed. */
function pulumi(folder: string, ...args: string[]): { code: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync('pulumi', [...args, '--non-interactive'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    env: {
      ...process.env,
      ...emulator.envVars,
      PATH: [emulator.envVars['PATH'], join(root, 'infra/emulator/bin')].join(delimiter),
      PULUMI_BACKEND_URL: pathToFileURL(join(folder, 'state')).href,
      PULUMI_CONFIG_PASSPHRASE: 'policy',
    },
  })
  return { code: status, text: stdout + stderr }
}

/** Makes a stack with settings. @throws Error with what the CLI printed when it fails */
function makeStack(folder: string, stack: string, settings: Readonly<Record<string, string>> = {}): void {
  const image = `registry.example.com/mpla@sha256:${'3'.repeat(64)}`
  const plain = { 'aws:region': 'eu-west-1', 'aws:skipMetadataApiCheck': 'true', 'mpla:image': image, ...settings }
  const lines = [
    ['stack', 'init', stack],
    [
      'config',
      'set-all',
      ...Object.entries(plain).flatMap(([key, value]) => ['--plaintext', `${key}=${value}`]),
      '--secret',
      `mpla:accessToken=${token}`,
    ],
  ]
  for (const line of lines) {
    const { code, text } = pulumi(folder, ...line)
    if (code !== 0) throw new Error(`pulumi ${line[0]} ${line[1]} ended with ${code}:\n${text}`)
  }
}

const preview = (folder: string, ...more: string[]) => pulumi(folder, 'preview', '--policy-pack', pack, ...more)

/** What was found: `mandatory log-retention kept-for-ever`. */
const findings = (text: string) =>
  [...text.matchAll(/\[(mandatory|advisory)\] \[severity: \w+\] +([a-z-]+) +\(\S+: (\S+)\)/g)].map(
    ([, level, rule, resource]) => `${level} ${rule} ${resource}`,
  )
const later = 'advisory decided-by-up mpla-dev'

test('dev passes, and what the first preview cannot know is told in one line', () => {
  const folder = projectOf(mplaAnd(''))
  makeStack(folder, 'dev')
  const { code, text } = preview(folder)
  expect(findings(text)).toEqual([later])
  expect(code).toBe(0)
  expect(text).toMatch(/these are open: .*images-by-digest/)
  expect(text).not.toContain(token)
})

test('a port that somebody opened stops the preview, and the message names the rule, the resource and the cure', () => {
  const folder = projectOf(
    mplaAnd(`
  const group = new aws.ec2.SecurityGroup('door', { description: 'A door', tags: ${tags('dev')} })
  new aws.vpc.SecurityGroupIngressRule('door-ssh', {
    securityGroupId: group.id, cidrIpv4: '0.0.0.0/0', ipProtocol: 'tcp', fromPort: 22, toPort: 22, tags: ${tags('dev')},
  })`),
  )
  makeStack(folder, 'dev')
  const { code, text } = preview(folder)
  expect(code).not.toBe(0)
  expect(findings(text)).toEqual(['mandatory ingress-only-to-balancer door-ssh', later])
  expect(text).toContain('cidrIpv4 opens a group that no load balancer has')
  expect(text).toContain('To mend it: Name the group that may connect')
})

test('a rule can be turned off for a while by a file', () => {
  const folder = projectOf(`
import * as aws from '@pulumi/aws'
new aws.cloudwatch.LogGroup('kept-for-ever', { tags: ${tags('dev')} })
`)
  makeStack(folder, 'dev')
  const strict = preview(folder)
  expect(strict.code).not.toBe(0)
  expect(findings(strict.text)).toEqual(['mandatory log-retention kept-for-ever'])
  const config = join(folder, 'policy.json')
  writeFileSync(config, JSON.stringify({ 'log-retention': 'disabled' }))
  const lenient = preview(folder, '--policy-pack-config', config)
  expect(findings(lenient.text)).toEqual([])
  expect(lenient.text).toMatch(/✅ mpla@v\d/)
  expect(lenient.code).toBe(0)
})

test('prod without deletion protection is told so, but not stopped', () => {
  const folder = projectOf(mplaAnd(''))
  makeStack(folder, 'prod', {
    'mpla:domain': 'mpla.example.com',
    'mpla:hostedZone': 'example.com',
    'mpla:alarmEmail': 'on-call@example.com',
    'mpla:deletionProtection': 'false',
  })
  const { code, text } = preview(folder)
  expect(new Set(findings(text))).toEqual(
    new Set([
      'advisory deletion-protected-in-prod mpla-prod-database',
      'advisory deletion-protected-in-prod mpla-prod-data',
      'advisory deletion-protected-in-prod mpla-prod-web',
      'advisory decided-by-up mpla-prod',
    ]),
  )
  expect(code).toBe(0)
})

test('what a preview had to leave open stops up before the resource is there', async () => {
  const folder = projectOf(`
import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
const secret = new aws.secretsmanager.Secret('key', { recoveryWindowInDays: 0, tags: ${tags('dev')} })
new aws.ecs.TaskDefinition('app', {
  family: 'app', cpu: '256', memory: '512', networkMode: 'awsvpc', requiresCompatibilities: ['FARGATE'],
  containerDefinitions: pulumi.jsonStringify([{
    name: 'app', image: 'mpla:latest', user: '10001:10001', readonlyRootFilesystem: true,
    linuxParameters: { capabilities: { drop: ['ALL'] } }, logConfiguration: { logDriver: 'awslogs' },
    secrets: [{ name: 'KEY', valueFrom: pulumi.interpolate\`\${secret.arn}:::0\` }],
  }]),
  tags: ${tags('dev')},
})
`)
  makeStack(folder, 'dev')
  const before = await takeInventory(emulator)
  const open = preview(folder)
  expect(open.text).toMatch(/these are open: .*images-by-digest/)
  expect(open.code).toBe(0)
  const stopped = pulumi(folder, 'up', '--yes', '--skip-preview', '--policy-pack', pack)
  expect(stopped.code).not.toBe(0)
  expect(findings(stopped.text)).toEqual(['mandatory images-by-digest app'])
  expect(stopped.text).toContain('container app runs mpla:latest')
  const kinds = added(before, await takeInventory(emulator)).map((line) => line.split(/ arn| mpla/)[0])
  expect(kinds.join('\n')).toContain('secret')
  expect(kinds.join('\n')).not.toContain('task definition')
})
