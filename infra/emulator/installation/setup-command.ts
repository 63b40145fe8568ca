// infra/emulator/setup: makes the machine ready for the emulated AWS, and does nothing where it is.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { toolLocations } from '../tool-locations.ts'
import { chooseAwsPlugin } from './choose-aws-plugin.ts'
import { buildGoTool, dockerBuild, pulumiCli, terraformBridge } from './go-tools.ts'
import { installMoto } from './moto.ts'
import { outputOf, SetupError, say } from './step.ts'
import { linkTerraformProvider } from './terraform-provider.ts'

const tools = toolLocations()
for (const directory of [tools.bin, tools.logs, dirname(tools.terraformProvider)])
  mkdirSync(directory, { recursive: true })

// Two setups at once (two checkouts, one cache directory) would build everything twice: the second one waits.
const lockHeld = 'MPLA_SETUP_LOCK_HELD'
if (!process.env[lockHeld] && outputOf('flock', ['--version']) !== undefined) {
  const command = [join(tools.directory, '.lock'), process.execPath, fileURLToPath(import.meta.url)]
  const { status } = spawnSync('flock', command, { stdio: 'inherit', env: { ...process.env, [lockHeld]: 'yes' } })
  process.exit(status ?? 1)
}

try {
  await buildGoTool(pulumiCli)
  await buildGoTool(dockerBuild)
  await installMoto()
  const { kind, version, directory } = await chooseAwsPlugin(process.env['MPLA_AWS_PLUGIN'])
  if (kind === 'stand-in') {
    await buildGoTool(terraformBridge)
    await linkTerraformProvider(process.env['TF_AWS_PROVIDER'])
  }
  say(`AWS plugin: ${kind === 'genuine' ? `the genuine ${version}` : `the stand-in for ${version}`} (${directory})`)
  say(
    `ready after ${performance.now() < 10_000 ? (performance.now() / 1000).toFixed(1) : Math.round(performance.now() / 1000)} s`,
  )
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  console.error(`[emulator] ERROR: ${error.message}`)
  process.exitCode = 1
}
