import { dataHolders } from '../plan/data-holders.ts'
import { type Change, isCreated } from './changes.ts'
import { DeployFailure } from './failure.ts'

/**
 * What is going to change: how many resources are created, and a line for each that is touched.
 * @returns lines for a terminal
 */
export function previewLines(changes: readonly Change[]): readonly string[] {
  const own = resourcesOf(changes)
  if (own.length === 0) return ['Nothing changes']
  const by = Map.groupBy(own, ({ operation }) => operation)
  const counts = [...by].map(([operation, same]) => `${same.length} to ${operation}`)
  const touched = own.filter(({ operation }) => operation !== 'create')
  // A first deployment creates everything, which `npm run plan` lists.
  const shown = touched.length === 0 && own.length > longestList ? [] : own
  return [counts.join(', '), ...shown.map(lineOf).toSorted()]
}

/** Creations beyond this are only counted. */
const longestList = 20

const lineOf = ({ operation, type, name, properties }: Change) =>
  `  ${operation.padEnd(7)} ${type.split(':').at(-1)} ${name}${operation === 'update' || operation === 'replace' ? `: ${properties.join(', ')}` : ''}`

/** Without components, which only group. */
export const resourcesOf = (changes: readonly Change[]): readonly Change[] =>
  changes.filter(({ type }) => isCreated(type))

/**
 * Refuses a change that would take data with it.
 * @param allow do it nevertheless
 * @returns lines that say what is lost; none when nothing is
 * @throws DeployFailure that names the resources and the properties that force it
 */
export function checkDataLoss(changes: readonly Change[], allow: boolean): readonly string[] {
  const lost = changes.filter(
    ({ operation, type }) => dataHolders[type] !== undefined && (operation === 'replace' || operation === 'delete'),
  )
  if (lost.length === 0) return []
  const lines = lost.map(
    ({ operation, type, name, properties }) =>
      `  ${dataHolders[type]} (${name}) would be ${operation}d${properties.length > 0 ? `, because of ${properties.join(', ')}` : ''}`,
  )
  if (allow) return ['--allow-replace: goes on although data is lost', ...lines]
  throw new DeployFailure(
    `This would delete data:\n${lines.join('\n')}\nTake back what causes it. If the data may go (take a backup first): --allow-replace.`,
  )
}
