import { parseArgs } from 'node:util'
import { DeployFailure } from './failure.ts'

export interface UpOptions {
  readonly stack: string
  /** Go on without asking. */
  readonly yes: boolean
  /** Deploy although a rollback alarm is firing. */
  readonly force: boolean
  /** Let the database or the volume be replaced or deleted. */
  readonly allowReplace: boolean
  /** Address for the health and smoke test; undefined: the stack's own. */
  readonly url: string | undefined
}

export const upHelp = `Deploys a stack and proves that it works. The same resources as \`pulumi up\`, with checks before and after.

Usage: npm run up -- STACK [flags]

  --yes            do not ask before changing anything; needed where no terminal is
  --force          deploy although an alarm that rolls back is firing (ECS ignores it for the whole deployment)
  --allow-replace  let the database or the volume be replaced or deleted, with everything in it
  --url URL        where to ask for health and run the smoke test, for example before DNS leads to the stack
  --help           this text

Phases: settings, tools, credentials, state, gate, preview, up, health, smoke.
Exit status: 0 done; 1 failed after changes began; 2 refused, nothing was changed; 130 interrupted.
`

/**
 * Reads the command line.
 * @returns `help` when it asks for help
 * @throws DeployFailure for an unknown flag, no stack or several, or an address that is none
 */
export function readUpOptions(args: readonly string[]): UpOptions | 'help' {
  const { values, positionals } = parsed(args)
  if (values.help) return 'help'
  const [stack, ...more] = positionals
  if (stack === undefined || more.length > 0)
    throw new DeployFailure(`Expected one stack, got ${positionals.length}. Usage: npm run up -- prod`)
  return {
    stack,
    yes: values.yes,
    force: values.force,
    allowReplace: values['allow-replace'],
    url: values.url === undefined ? undefined : address(values.url),
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        yes: { type: 'boolean', default: false },
        force: { type: 'boolean', default: false },
        'allow-replace': { type: 'boolean', default: false },
        url: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new DeployFailure(`${error instanceof Error ? error.message : String(error)}\n\n${upHelp}`)
  }
}

/** Origin and path without a slash at the end. */
function address(text: string): string {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '')
    throw new DeployFailure(`Expected --url to be an http:// or https:// address, got ${text}`)
  return url.href.replace(/\/+$/, '')
}
