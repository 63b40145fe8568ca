import type { EngineEvent } from '@pulumi/pulumi/automation/index.js'
import type { Account } from './account.ts'
import { apply } from './apply.ts'
import { changesIn } from './changes.ts'
import { checkCredentials } from './credentials.ts'
import { problemsIn, problemText } from './diagnosis.ts'
import { buildsImage, checkBuilder, type Docker } from './docker.ts'
import type { Engine } from './engine.ts'
import { DeployFailure, messageOf } from './failure.ts'
import { checkGate } from './gate.ts'
import { waitForHealth } from './health.ts'
import type { Phases, Say } from './phases.ts'
import { checkDataLoss, previewLines, resourcesOf } from './preview.ts'
import { smokeTest } from './smoke.ts'
import { openState } from './state.ts'
import { summaryLines } from './summary.ts'
import type { Target } from './target.ts'
import type { UpOptions } from './up-options.ts'

/** Everything outside of this process that a deployment talks to. */
export interface Ports {
  /** @throws Error with every wrong setting */
  readSettings(stack: string): Promise<Target>
  /** @returns the version of the Pulumi CLI @throws DeployFailure */
  findPulumi(): Promise<string>
  openAccount(target: Target): Account
  openEngine(stack: string): Promise<Engine>
  readonly docker: Docker
  /** Asks a question that is answered by yes or no; undefined where nobody can answer. */
  readonly confirm: ((question: string) => Promise<boolean>) | undefined
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
}

/**
 * Deploys a stack and proves that it works, phase by phase.
 * @returns what to print at the end
 * @throws DeployFailure for whatever the operator can mend
 */
export async function deploy(options: UpOptions, ports: Ports, phases: Phases): Promise<readonly string[]> {
  const { stack } = options
  if (!options.yes && ports.confirm === undefined)
    throw new DeployFailure(
      'Nobody can be asked here, because there is no terminal. To deploy without a question: --yes',
    )
  const { signal } = ports

  const target = await phases.run('settings', async (say) => {
    const target = await ports.readSettings(stack).catch((error: unknown) => {
      throw new DeployFailure(messageOf(error), { cause: error })
    })
    say(`Stack ${stack}: ${target.resourceCount} resources, about ${target.monthlyUsd.toFixed(2)} USD a month`)
    return target
  })
  await phases.run('tools', async (say) => say(`Pulumi CLI ${await ports.findPulumi()}, Node ${process.versions.node}`))
  const account = ports.openAccount(target)
  await phases.run('credentials', async (say) => {
    const identity = await checkCredentials(account)
    say(`Account ${identity.account}, region ${identity.region}, as ${identity.arn}`)
  })
  const { engine, accessToken } = await phases.run('state', async (say) => {
    const opened = await openState(stack, async () => {
      const engine = await ports.openEngine(stack)
      // Decrypts the secrets: a wrong passphrase is found here, and not in the middle.
      return { engine, accessToken: await engine.setting('mpla:accessToken') }
    })
    say(`Stack ${stack} is there, and its secrets can be read`)
    return opened
  })
  await phases.run('gate', async (say) => say(await checkGate(account, target.rollbackAlarms, options.force)))
  signal.throwIfAborted()

  const total = await phases.run('preview', (say) => preview(engine, target, options, ports, say))
  const outputs = await phases.run('up', (say) =>
    apply({ engine, account, ...target, total, say, isInterrupted: () => signal.aborted }),
  )
  signal.throwIfAborted()
  const url = options.url ?? outputs['url']
  if (url === undefined) throw new Error('Expected an output named url, found none')
  await phases.run('health', (say) => waitForHealth({ url, say, signal }))
  await phases.run('smoke', async (say) => say(await smokeTest({ url, accessToken, signal })))
  return summaryLines({ outputs, finished: phases.finished(), monthlyUsd: target.monthlyUsd })
}

/** @returns how many resources are going to be touched */
async function preview(engine: Engine, target: Target, options: UpOptions, ports: Ports, say: Say): Promise<number> {
  const events: EngineEvent[] = []
  try {
    await engine.preview((event) => {
      events.push(event)
    })
  } catch (error) {
    const problems = problemsIn(events)
    throw new DeployFailure(problems.length > 0 ? problemText(problems) : messageOf(error), { cause: error })
  }
  const changes = changesIn(events)
  for (const line of previewLines(changes)) say(line)
  for (const line of checkDataLoss(changes, options.allowReplace)) say(line)
  if (buildsImage(changes)) say(await checkBuilder(ports.docker, target))
  ports.signal.throwIfAborted()
  const total = resourcesOf(changes).length
  if (total > 0 && !options.yes && !(await ports.confirm?.(`Deploy this to ${options.stack}?`)))
    throw new DeployFailure('Not deployed, as you said.')
  return total
}
