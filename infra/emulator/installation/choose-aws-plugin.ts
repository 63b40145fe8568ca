// The genuine AWS plugin where it is installed or can be downloaded, else the stand-in. A download is tried once: the
// outcome is remembered, so that a machine without that network does not wait each time.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { awsPackageVersion, emulatorDirectory, toolLocations } from '../tool-locations.ts'
import { SetupError, say, step } from './step.ts'

export interface AwsPluginChoice {
  readonly kind: 'genuine' | 'stand-in'
  readonly version: string
  /** Goes on PATH, where the Pulumi CLI finds the plugin. */
  readonly directory: string
}

/** The plugin is 200 MB in download; a network that drops packets in silence must not hold up the setup for longer. */
const downloadLimitMs = 180_000

const standIn = (version: string): AwsPluginChoice => ({
  kind: 'stand-in',
  version,
  directory: join(emulatorDirectory, 'bin'),
})

function installed(version: string, pulumiHome: string): AwsPluginChoice | undefined {
  const directory = [pulumiHome, process.env['PULUMI_HOME'], join(homedir(), '.pulumi')]
    .flatMap((home) => (home ? [join(home, 'plugins', `resource-aws-v${version}`)] : []))
    .find((candidate) => existsSync(join(candidate, 'pulumi-resource-aws')))
  return directory === undefined ? undefined : { kind: 'genuine', version, directory }
}

/** What an earlier setup remembered; undefined when it was for another version of @pulumi/aws. */
export function rememberedChoice(file: string, version: string): AwsPluginChoice | undefined {
  if (!existsSync(file)) return undefined
  const choice: AwsPluginChoice = JSON.parse(readFileSync(file, 'utf8'))
  if (choice.version !== version) return undefined
  // Every checkout has its own stand-in, and all share one cache directory.
  return choice.kind === 'stand-in' ? standIn(version) : choice
}

async function download(version: string, pulumi: string, pulumiHome: string): Promise<AwsPluginChoice | undefined> {
  try {
    await step(`genuine AWS plugin ${version}`, {
      command: pulumi,
      args: ['plugin', 'install', 'resource', 'aws', version],
      env: { ...process.env, PULUMI_HOME: pulumiHome, PULUMI_SKIP_UPDATE_CHECK: 'true' },
      limitMs: downloadLimitMs,
    })
    return installed(version, pulumiHome)
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(`genuine AWS plugin ${version}: cannot be downloaded here (MPLA_AWS_PLUGIN=genuine tries again)`)
    return undefined
  }
}

/**
 * @param wish MPLA_AWS_PLUGIN
 * @throws SetupError when the genuine plugin is demanded and not to be had, or the wish is not understood
 */
export async function chooseAwsPlugin(wish: string | undefined): Promise<AwsPluginChoice> {
  const { awsPluginChoice, bin, pulumiHome } = toolLocations()
  const version = awsPackageVersion()
  if (wish !== undefined && wish !== 'genuine' && wish !== 'stand-in')
    throw new SetupError(`MPLA_AWS_PLUGIN: expected genuine or stand-in, got ${wish}`)
  const choose = async (): Promise<AwsPluginChoice> => {
    if (wish === 'stand-in') return standIn(version)
    const remembered = wish === 'genuine' ? undefined : rememberedChoice(awsPluginChoice, version)
    const genuine =
      installed(version, pulumiHome) ?? remembered ?? (await download(version, join(bin, 'pulumi'), pulumiHome))
    if (wish === 'genuine' && !genuine) throw new SetupError(`the genuine AWS plugin ${version} could not be installed`)
    return genuine ?? standIn(version)
  }
  const choice = await choose()
  writeFileSync(awsPluginChoice, JSON.stringify(choice))
  return choice
}
