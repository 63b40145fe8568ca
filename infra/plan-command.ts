// `npm run plan -- STACK`: what `pulumi up` would create, without account, key or Pulumi CLI.
import { join } from 'node:path'
import { planText } from './plan/plan-text.ts'
import { SettingsError } from './plan/settings-problem.ts'
import { readStackFile } from './stack-file.ts'

async function main(stack: string | undefined): Promise<void> {
  if (stack === undefined) throw new Error('Which stack? Usage: npm run plan -- prod')
  const file = readStackFile(join(import.meta.dirname, '..'), stack)
  // Loading the program loads the AWS SDK of Pulumi; a mistyped stack is reported without it.
  const { planStack } = await import('./plan-stack.ts')
  process.stdout.write(planText(await planStack(stack, file)))
}

main(process.argv[2]).catch((error: unknown) => {
  // A wrong setting is the operator's to mend and says how; anything else is a bug, whose stack is needed.
  const isExpected = error instanceof SettingsError || (error instanceof Error && error.constructor === Error)
  process.stderr.write(`${isExpected ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = 1
})
