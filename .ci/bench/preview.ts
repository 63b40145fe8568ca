import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { createHostedZone } from '../../infra/emulator/hosted-zone.ts'
import { type Emulator, requireAwsPlugin, startEmulator } from '../../infra/emulator/start-emulator.ts'
import { toolLocations } from '../../infra/emulator/tool-locations.ts'
import { interleaved, median, type Row, spread } from './measure.ts'
import { root } from './server-process.ts'

const execute = promisify(execFile)

interface Project {
  readonly folder: string
  /** Runs the Pulumi CLI as a person does. @returns what it printed, and how long it took in seconds */
  pulumi(...args: string[]): Promise<{ readonly text: string; readonly seconds: number }>
}

/** A folder in which Pulumi has a program, and nothing to talk to but the emulator. */
function project(parent: string, name: string, { envVars }: Emulator): Project {
  const folder = join(parent, name)
  const state = join(parent, `${name}-state`)
  mkdirSync(folder)
  mkdirSync(state)
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const env = {
    ...process.env,
    ...envVars,
    PATH: [envVars['PATH'], join(root, 'infra/emulator/bin')].join(delimiter),
    PULUMI_BACKEND_URL: pathToFileURL(state).href,
    PULUMI_CONFIG_PASSPHRASE: 'bench',
  }
  return {
    folder,
    pulumi: async (...args) => {
      const started = performance.now()
      const options = { cwd: folder, env, maxBuffer: 2 ** 26 }
      const { stdout } = await execute('pulumi', [...args, '--non-interactive'], options)
      return { text: stdout, seconds: (performance.now() - started) / 1000 }
    },
  }
}

/** The committed stack prod, brought up. */
async function prodStack(parent: string, emulator: Emulator): Promise<Project> {
  const prod = project(parent, 'prod', emulator)
  for (const file of ['Pulumi.yaml', 'Pulumi.prod.yaml']) copyFileSync(join(root, file), join(prod.folder, file))
  for (const name of ['infra', 'package.json']) symlinkSync(join(root, name), join(prod.folder, name))
  await createHostedZone(emulator.url, 'example.com')
  await prod.pulumi('stack', 'init', 'prod')
  const settings = {
    'aws:skipMetadataApiCheck': 'true',
    'aws:s3UsePathStyle': 'true', // bucket names in the host name need DNS
    'mpla:image': `registry.example.com/mpla@sha256:${'0'.repeat(64)}`, // the emulator has no registry to push to
  }
  for (const [key, value] of Object.entries(settings)) await prod.pulumi('config', 'set', key, value)
  await prod.pulumi('config', 'set', '--secret', 'mpla:accessToken', 'not-a-real-access-token')
  await prod.pulumi('up', '--yes', '--skip-preview')
  return prod
}

async function emptyStack(parent: string, emulator: Emulator): Promise<Project> {
  const empty = project(parent, 'empty', emulator)
  const description = { name: 'empty', runtime: { name: 'nodejs', options: { typescript: false } }, main: 'index.js' }
  writeFileSync(join(empty.folder, 'Pulumi.yaml'), JSON.stringify(description)) // JSON is YAML
  writeFileSync(join(empty.folder, 'package.json'), JSON.stringify({ type: 'module' }))
  writeFileSync(join(empty.folder, 'index.js'), 'export {}\n')
  await empty.pulumi('stack', 'init', 'empty')
  await empty.pulumi('up', '--yes', '--skip-preview')
  return empty
}

/** @throws when a preview of a stack that is up shows a change: then it measured something else */
async function previewSeconds({ pulumi }: Project): Promise<number> {
  const { text, seconds } = await pulumi('preview')
  if (!/^Resources:\n {4}\d+ unchanged\n/m.test(text)) throw new Error(`Expected a preview without change:\n${text}`)
  return seconds
}

/** Previews of prod beside those of an empty program, by the plain CLI on the emulated AWS. */
export async function previewRows(): Promise<Row[]> {
  try {
    requireAwsPlugin(toolLocations())
  } catch (error) {
    return [{ measure: 'preview: not measured', value: error instanceof Error ? error.message : String(error) }]
  }
  console.log('  (bringing prod up on the emulated AWS first: minutes of waiting inside of the AWS provider)')
  const parent = mkdtempSync(join(tmpdir(), 'mpla-bench-'))
  const emulator = await startEmulator('bench')
  try {
    const prod = await prodStack(parent, emulator)
    const empty = await emptyStack(parent, emulator)
    const count = /^ {4}(\d+) unchanged$/m.exec((await prod.pulumi('preview')).text)?.[1]
    await previewSeconds(empty)
    const { a, b, ratios } = await interleaved(
      5,
      () => previewSeconds(prod),
      () => previewSeconds(empty),
    )
    return [
      { measure: `s, preview of prod, ${count} resources`, value: spread(a), goal: '<= 15', met: median(a) <= 15 },
      { measure: 's, preview of an empty program', value: spread(b) },
      { measure: 'ratio', value: spread(ratios) },
    ]
  } finally {
    await emulator.close()
    rmSync(parent, { recursive: true, force: true })
  }
}
