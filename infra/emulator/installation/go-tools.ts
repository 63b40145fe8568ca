// The programs that are built from Go modules, because every machine reaches the Go module proxy while few reach the
// download sites. The pins are in ../tools/*/go.mod.
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { emulatorDirectory, toolLocations } from '../tool-locations.ts'
import { outputOf, SetupError, say, step } from './step.ts'

export interface GoTool {
  readonly file: string
  /** Folder of ../tools with the go.mod. */
  readonly folder: string
  readonly package: string
  readonly module: string
  /** The variable that holds the program's own version, set as its releases do; undefined: it has none. */
  readonly versionVariable?: { readonly name: string; readonly prefix: 'v' | '' }
}

export const pulumiCli: GoTool = {
  file: 'pulumi',
  folder: 'pulumi',
  package: 'github.com/pulumi/pulumi/pkg/v3/cmd/pulumi',
  module: 'github.com/pulumi/pulumi/pkg/v3',
  versionVariable: { name: 'github.com/pulumi/pulumi/sdk/v3/go/common/version.Version', prefix: 'v' },
}
export const terraformBridge: GoTool = {
  file: 'pulumi-resource-terraform-provider',
  folder: 'terraform-bridge',
  package: 'github.com/pulumi/pulumi-terraform-bridge/v3/dynamic',
  module: 'github.com/pulumi/pulumi-terraform-bridge/v3',
}
export const dockerBuild: GoTool = {
  file: 'pulumi-resource-docker-build',
  folder: 'docker-build',
  package: 'github.com/pulumi/pulumi-docker-build/provider/cmd/pulumi-resource-docker-build',
  module: 'github.com/pulumi/pulumi-docker-build',
  versionVariable: { name: 'github.com/pulumi/pulumi-docker-build/provider.Version', prefix: '' },
}

/** The version that a go.mod demands of a module, e.g. "v3.245.0". */
export function pinnedVersion(goMod: string, module: string): string {
  const line = goMod.split('\n').find((text) =>
    text
      .trim()
      .replace(/^require /, '')
      .startsWith(`${module} v`),
  )
  const version = line && /\sv\S+/.exec(line)?.[0].trim()
  if (!version) throw new Error(`expected a version of ${module} in go.mod, found none`)
  return version
}

/** Does what `go version -m` prints of a program name that version of that module? */
export const isBuiltFrom = (buildInfo: string, module: string, version: string): boolean =>
  buildInfo.split('\n').some((line) => {
    const [kind = '', path, found] = line.trim().split('\t')
    return ['mod', 'dep'].includes(kind) && path === module && found === version
  })

/** Builds a tool into the cache directory, unless the one there is of the pinned version. */
export async function buildGoTool(tool: GoTool): Promise<void> {
  const folder = join(emulatorDirectory, 'tools', tool.folder)
  const version = pinnedVersion(readFileSync(join(folder, 'go.mod'), 'utf8'), tool.module)
  const program = join(toolLocations().bin, tool.file)
  const hasGo = outputOf('go', ['env', 'GOVERSION']) !== undefined
  const buildInfo = hasGo ? (outputOf('go', ['version', '-m', program]) ?? '') : ''
  // Without Go the version cannot be read; a program that is there was then put there on purpose.
  if (existsSync(program) && (!hasGo || isBuiltFrom(buildInfo, tool.module, version))) {
    say(`${tool.file} ${version}: already built`)
    return
  }
  if (!hasGo)
    throw new SetupError(`Go is needed to build ${tool.file}, and there is no \`go\` on PATH (https://go.dev/dl/)`)
  const { name, prefix } = tool.versionVariable ?? {}
  const flags = name ? `-s -w -X ${name}=${prefix}${version.slice(1)}` : '-s -w'
  const args = ['-C', folder, 'build', '-mod=readonly', '-buildvcs=false', '-ldflags', flags]
  await step(`${tool.file} ${version}`, { command: 'go', args: [...args, '-o', `${program}.new`, tool.package] })
  renameSync(`${program}.new`, program) // a build that is interrupted leaves no half program
}
