// `npm run plan -- STACK`: what `pulumi up` would create, without account, key or Pulumi CLI.
// `--json` prints it for a later `--base`, `--markdown` as the comment of a pull request.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readBase } from './plan/plan-base.ts'
import { planMarkdown } from './plan/plan-markdown.ts'
import { summarise } from './plan/plan-summary.ts'
import { planText } from './plan/plan-text.ts'
import { SettingsError } from './plan/settings-problem.ts'
import { readStackFile } from './stack-file.ts'

const usage = 'Usage: npm run plan -- STACK [--json | --markdown [--base FILE]]'

interface Wanted {
  readonly stack: string
  readonly form: 'text' | 'json' | 'markdown'
  readonly baseFile: string | undefined
}

function wantedOf(args: readonly string[]): Wanted {
  const options = { json: { type: 'boolean' }, markdown: { type: 'boolean' }, base: { type: 'string' } } as const
  const refuse = (what: string) => new Error(`${what} ${usage}`)
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw refuse(`${error instanceof Error ? error.message : String(error)}.`)
  }
  const { json = false, markdown = false, base } = parsed.values
  const [stack, ...others] = parsed.positionals
  if (stack === undefined) throw refuse('Which stack?')
  if (others.length > 0) throw refuse(`One stack at a time, not ${[stack, ...others].join(' and ')}.`)
  if (json && markdown) throw refuse('Either --json or --markdown.')
  if (base !== undefined && !markdown) throw refuse('--base goes with --markdown.')
  return { stack, form: json ? 'json' : markdown ? 'markdown' : 'text', baseFile: base }
}

async function main(args: readonly string[]): Promise<void> {
  const { stack, form, baseFile } = wantedOf(args)
  const file = readStackFile(join(import.meta.dirname, '..'), stack)
  const base = baseFile === undefined ? undefined : readBase(readFileSync(baseFile, 'utf8'), stack)
  // Loading the program loads the AWS SDK of Pulumi; a mistyped stack is reported without it.
  const { planStack } = await import('./plan-stack.ts')
  // Values that are made up here differ from those that are deployed.
  const plan = await planStack(stack, file, { preview: base !== undefined && base.settings === undefined })
  const text = {
    text: () => planText(plan),
    json: () => `${JSON.stringify(summarise(plan), undefined, 2)}\n`,
    markdown: () => planMarkdown(summarise(plan), base),
  }
  process.stdout.write(text[form]())
}

main(process.argv.slice(2)).catch((error: unknown) => {
  // A wrong setting is the operator's to mend and says how; anything else is a bug, whose stack is needed.
  const isExpected = error instanceof SettingsError || (error instanceof Error && error.constructor === Error)
  process.stderr.write(`${isExpected ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = 1
})
