import * as pulumi from '@pulumi/pulumi'
import { unknownText } from './plan/planned-resource.ts'
import { callResult, createdState } from './stand-in-aws.ts'

/** One resource the program registered. */
export interface RecordedResource {
  readonly type: string
  readonly name: string
  readonly urn: string
  /** Whether a provider creates it; false for components, which only group. */
  readonly isCustom: boolean
  /** Type of the component it belongs to; of the stack for those that belong to none. */
  readonly parentType: string
  /** What the program asked for. Secrets are unwrapped. */
  readonly inputs: Readonly<Record<string, unknown>>
  /** Top-level inputs that hold a secret. */
  readonly secretInputs: readonly string[]
  readonly protect: boolean
  readonly retainOnDelete: boolean
  readonly ignoreChanges: readonly string[]
  /** URNs of what has to be there first. */
  readonly dependencies: readonly string[]
  /** URNs of the resources that each input was made from. */
  readonly madeFrom: Readonly<Record<string, readonly string[]>>
}

export interface Recording {
  readonly resources: readonly RecordedResource[]
  readonly outputs: Readonly<Record<string, unknown>>
}

export interface RecordedStack {
  readonly stack: string
  /** Raw configuration, with namespaces. */
  readonly config: Readonly<Record<string, string>>
  /** Keys of `config` that are stored with `--secret`. */
  readonly secretKeys: readonly string[]
  /** Outputs of the stack's last update; default: there was none. */
  readonly deployed?: Readonly<Record<string, unknown>>
  /** As in a first `pulumi preview`: nothing exists, so what AWS makes up is unknown. */
  readonly preview?: boolean
}

/** The request behind a registration, as far as it is looked at. The SDK hands mocks only type, name and inputs. */
interface RegisterRequest {
  getType(): string
  getName(): string
  getCustom(): boolean
  getParent(): string
  getObject(): Parameters<typeof pulumi.runtime.deserializeProperties>[0]
  getProtect(): boolean | undefined
  getRetainondelete(): boolean | undefined
  getIgnorechangesList(): string[]
  getDependenciesList(): string[]
  getPropertydependenciesMap(): { entries(): Iterable<[string, { getUrnsList(): string[] }]> }
}

/**
 * Runs a Pulumi program without engine, provider or account, and tells what it registered. Not two at a time: the SDK
 * keeps one configuration per process.
 */
export async function recordProgram(
  { stack, config, secretKeys, deployed = {}, preview = false }: RecordedStack,
  program: () => Promise<Record<string, unknown>>,
): Promise<Recording> {
  const resources: RecordedResource[] = []
  pulumi.runtime.setAllConfig({ ...config }, [...secretKeys])
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => createdState(type, name, plain(inputs), preview),
      call: ({ token, inputs }) =>
        token === 'pulumi:pulumi:readStackOutputs' ? { outputs: deployed } : callResult(token, inputs),
    },
    'mpla',
    stack,
    preview,
    'organization', // what Pulumi calls it where a backend knows no organizations
  )
  const monitor = pulumi.runtime.getMonitor() as unknown as { registerResource: RegisterResource } // the mock just set
  const register = monitor.registerResource.bind(monitor)
  monitor.registerResource = (request, callback) => {
    const inputs = pulumi.runtime.deserializeProperties(request.getObject(), true)
    resources.push({
      type: request.getType(),
      name: request.getName(),
      urn: urnOf(stack, request),
      isCustom: request.getCustom(),
      parentType: typeOf(request.getParent()),
      inputs: plain(inputs),
      secretInputs: Object.keys(inputs).filter((key) => pulumi.runtime.isRpcSecret(inputs[key])),
      protect: request.getProtect() ?? false,
      retainOnDelete: request.getRetainondelete() ?? false,
      ignoreChanges: request.getIgnorechangesList(),
      dependencies: request.getDependenciesList(),
      madeFrom: Object.fromEntries(
        [...request.getPropertydependenciesMap().entries()].map(([key, urns]) => [key, urns.getUrnsList()]),
      ),
    })
    return register(request, callback)
  }
  return withShortStacks(async () => {
    const outputs = await values(await program())
    // Resources whose outputs nobody waits for are registered in the background.
    await pulumi.runtime.disconnect()
    return { resources, outputs }
  })
}

/** The SDK writes a stack trace for every promise it makes, in case one is never settled: half of a recording's time. */
async function withShortStacks<Result>(action: () => Promise<Result>): Promise<Result> {
  const usual = Error.stackTraceLimit
  Error.stackTraceLimit = 1
  try {
    return await action()
  } finally {
    Error.stackTraceLimit = usual
  }
}

/** As the SDK's mocks make it up, which no registration tells. */
function urnOf(stack: string, request: RegisterRequest): string {
  const parent = request.getParent()
  const type = parent === '' ? request.getType() : `${typeOf(parent)}$${request.getType()}`
  return [`urn:pulumi:${stack}`, 'mpla', type, request.getName()].join('::')
}

/** Of a URN, `urn:pulumi:stack::project::types::name` with the types joined by dollar signs, the last type. */
const typeOf = (urn: string) => urn.split('::')[2]?.split('$').at(-1) ?? 'pulumi:pulumi:Stack'

type RegisterResource = (request: RegisterRequest, callback: unknown) => Promise<void>

/** Removes the wrappers of secrets, and names what is unknown. */
function plain(value: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(
    JSON.stringify(value, (_key, part: unknown) => {
      const unwrapped: unknown = pulumi.runtime.isRpcSecret(part) ? pulumi.runtime.unwrapRpcSecret(part) : part
      return isUnknown(unwrapped) ? unknownText : unwrapped
    }),
  )
}

const isUnknown = (value: unknown) => typeof value === 'object' && value !== null && '__pulumiUnknown' in value

const values = (outputs: Record<string, unknown>): Promise<Record<string, unknown>> =>
  new Promise((resolve, reject) => {
    const all = Object.entries(outputs).map(async ([key, output]) => {
      const value = pulumi.output(output) as pulumi.Output<unknown> & {
        promise: () => Promise<unknown>
        isKnown: Promise<boolean>
      } // both exist at run time; the declarations hide them
      return [key, (await value.isKnown) ? await value.promise() : unknownText] as const
    })
    Promise.all(all).then((entries) => resolve(Object.fromEntries(entries)), reject)
  })
