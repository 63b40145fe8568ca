import { runbookLink } from '../plan/alarms/alarm-text.ts'
import { alarms } from '../plan/alarms/alarms.ts'
import type { Account, FiringAlarm } from './account.ts'
import { DeployFailure } from './failure.ts'
import { runbookPages } from './runbook-pages.ts'

/**
 * Refuses while an alarm that rolls back is firing. ECS takes no notice of such an alarm for the whole deployment when
 * it fires at its start, so a bad release would stay (Amazon ECS Developer Guide, "How CloudWatch alarms detect Amazon
 * ECS deployment failures").
 * @param names alarms that roll back; none of them exists before the first deployment
 * @param force go on nevertheless
 * @returns one line that says what was found
 * @throws DeployFailure that names the alarms and the runbook of the first
 */
export async function checkGate(account: Account, names: readonly string[], force: boolean): Promise<string> {
  const firing = await account.firing(names)
  if (firing.length === 0) return `No alarm that rolls back is firing (${names.join(', ')})`
  const list = firing.map(lineOf).join('\n')
  if (force) return `--force: goes on although ECS will not roll back by\n${list}`
  const one = firing.length === 1
  throw new DeployFailure(
    `${one ? 'An alarm that rolls back is' : 'Alarms that roll back are'} firing; ECS would ignore ${one ? 'it' : 'them'} for the whole deployment:\n${list}\nMend that first. If this deployment is what mends it: --force.`,
    { runbook: pageOf(firing[0]) },
  )
}

const lineOf = ({ name, since, reason }: FiringAlarm) =>
  `  ${name}${since ? ` since ${since.toISOString()}` : ''}${reason ? `: ${reason}` : ''}`

const pageOf = (firing: FiringAlarm | undefined) => {
  const alarm = alarms.find(({ id }) => firing?.name.endsWith(`-${id}`))
  return alarm === undefined ? runbookPages.rollBack : runbookLink(alarm, undefined)
}
