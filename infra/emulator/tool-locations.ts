// Where infra/emulator/setup puts the tools, for everything that uses them.
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface ToolLocations {
  readonly directory: string
  /** Pulumi CLI, Terraform bridge and docker-build plugin. */
  readonly bin: string
  readonly logs: string
  /** Link to the Terraform AWS provider; the bridge takes the package's name from the link's name. */
  readonly terraformProvider: string
  /** The property names that the bridge knows (aws-plugin/property-index.ts). */
  readonly propertyIndex: string
  /** Which AWS plugin is used (installation/choose-aws-plugin.ts). */
  readonly awsPluginChoice: string
  /** moto, where the machine's Python does not have it. */
  readonly pythonPackages: string
  /** Home of the Pulumi CLI, so that a person's own plugins and log-ins are left alone. */
  readonly pulumiHome: string
}

/** @param directory default: PULUMI_TOOLS_DIR, else ~/.cache/mpla-pulumi-tools */
export function toolLocations(directory = defaultDirectory()): ToolLocations {
  return {
    directory,
    bin: join(directory, 'bin'),
    logs: join(directory, 'logs'),
    terraformProvider: join(directory, 'terraform', 'terraform-provider-aws'),
    propertyIndex: join(directory, 'terraform', 'aws-index.json'),
    awsPluginChoice: join(directory, 'aws-plugin.json'),
    pythonPackages: join(directory, 'python'),
    pulumiHome: join(directory, 'pulumi-home'),
  }
}

function defaultDirectory(): string {
  const caches = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
  return process.env['PULUMI_TOOLS_DIR'] ?? join(caches, 'mpla-pulumi-tools')
}

/** infra/emulator */
export const emulatorDirectory = fileURLToPath(new URL('.', import.meta.url))

/** Of @pulumi/aws: the genuine plugin of this version is looked for, and the stand-in says that it is this version. */
export function awsPackageVersion(): string {
  const manifest: { version: string } = createRequire(import.meta.url)('@pulumi/aws/package.json')
  return manifest.version
}
