import type { PlanSummary, SummaryResource } from './plan-summary.ts'
import { secretText } from './planned-resource.ts'

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** The key under which Pulumi marks what is special in a state, and the mark of a secret. */
const markKey = '4dabf18193072939515e22adb298388d'
const secretMark = '1b47061264138c4ac30d75fd1eb44270'

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (!isObject(value)) return value
  if (value[markKey] === secretMark) return secretText
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutSecrets(each)]))
}

/** A resource of a state; undefined for components, providers and what is about to be deleted. */
function stateResource(value: unknown): SummaryResource | undefined {
  if (!isObject(value) || value['custom'] !== true || value['delete'] === true) return undefined
  const { urn, type, inputs } = value
  if (typeof urn !== 'string' || typeof type !== 'string' || type.startsWith('pulumi:')) return undefined
  const plain = withoutSecrets(isObject(inputs) ? inputs : {})
  return { type, name: urn.split('::').slice(3).join('::'), inputs: isObject(plain) ? plain : {} }
}

/**
 * Reads what a plan is compared with: a plan as `--json` prints it, or a state as `pulumi stack export` does, whose
 * secrets stay encrypted.
 * @throws Error for anything else, and for another stack
 */
export function readBase(text: string, stack: string): PlanSummary {
  const refuse = (came: string) =>
    new Error(
      `Expected --base to be a file written by \`npm run plan -- ${stack} --json\` or \`pulumi stack export\`, got ${came}`,
    )
  let base: unknown
  try {
    base = JSON.parse(text)
  } catch (error) {
    throw refuse(`no JSON (${error instanceof Error ? error.message : String(error)})`)
  }
  if (!isObject(base)) throw refuse(`${text.slice(0, 40)}`)
  const { deployment } = base
  if (isObject(deployment) && (Array.isArray(deployment['resources']) || deployment['manifest'] !== undefined)) {
    const states: unknown[] = Array.isArray(deployment['resources']) ? deployment['resources'] : []
    const [, of] =
      /^urn:pulumi:([^:]+)::/.exec(states.map((each) => (isObject(each) ? String(each['urn']) : '')).join('\n')) ?? []
    if (of !== undefined && of !== stack) throw refuse(`the state of ${of}`)
    const resources = states.flatMap((each) => stateResource(each) ?? [])
    return { stack, region: '', settings: undefined, resources, costs: undefined, deployment: undefined }
  }
  if (base['stack'] !== stack) throw refuse(`a plan of ${String(base['stack'])}`)
  if (!Array.isArray(base['resources']) || !isObject(base['settings'])) throw refuse('JSON of another form')
  return base as unknown as PlanSummary // written by summarise
}
