// What the stand-in plugin needs: the Terraform AWS provider, and an index of the property names that the bridge knows.
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { emulatorDirectory, toolLocations } from '../tool-locations.ts'
import { outputOf, SetupError, say, step } from './step.ts'

/** The newest provider that speaks the protocol of the bridge and was tried with the patches of moto. */
const testedVersion = '5.100.0'
const searched = ['/opt', '/usr/local', '/usr/share', '/usr/lib', join(homedir(), '.terraform.d')]

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** `find` ends with an error where it may not look, but prints what it found all the same: hence the shell. */
function search(): string | undefined {
  const places = searched.filter((place) => existsSync(place)).join(' ')
  const pattern = `-maxdepth 9 -type f -name 'terraform-provider-aws_v5*' -perm -u+x`
  return outputOf('sh', ['-c', `find ${places} ${pattern} 2>/dev/null | sort -V | tail -n 1`]) || undefined
}

/**
 * @param wish TF_AWS_PROVIDER
 * @throws SetupError that says how to get the provider when it is not there
 */
function findProvider(wish: string | undefined, known: string): string {
  const provider = wish || (isExecutable(known) ? known : search())
  if (provider && isExecutable(provider)) return realpathSync(provider)
  if (wish) throw new SetupError(`TF_AWS_PROVIDER: expected an executable file, got ${wish}`)
  throw new SetupError(
    `the stand-in for the AWS plugin needs the Terraform AWS provider ${testedVersion}, and it is in none of ${searched.join(', ')}.\n` +
      `Download terraform-provider-aws_${testedVersion}_linux_amd64.zip from https://releases.hashicorp.com/terraform-provider-aws/, ` +
      'unpack it and set TF_AWS_PROVIDER to the file in it; or, where the genuine AWS plugin can be downloaded, ' +
      'set MPLA_AWS_PLUGIN=genuine: then no provider is needed. (It cannot be built from its Go module: the module proxy ' +
      'has no version after 1.60.)',
  )
}

export async function linkTerraformProvider(wish: string | undefined): Promise<void> {
  const { propertyIndex, terraformProvider: link } = toolLocations()
  const provider = findProvider(wish, link)
  const name = basename(provider)
  if (!name.includes(`v${testedVersion}`))
    say(`note: made for Terraform AWS provider ${testedVersion}, this is ${name}`)
  mkdirSync(dirname(link), { recursive: true })
  rmSync(link, { force: true })
  symlinkSync(provider, link)

  const maker = join(emulatorDirectory, 'aws-plugin', 'index-properties-command.ts')
  const stampFile = join(dirname(propertyIndex), '.stamp')
  const stamp = `${provider} ${createHash('sha256').update(readFileSync(maker)).digest('hex')}`
  if (existsSync(propertyIndex) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) {
    say(`property index of ${name}: already made`)
    return
  }
  await step('property index', { command: process.execPath, args: [maker] })
  writeFileSync(stampFile, stamp)
}
