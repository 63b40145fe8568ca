import type { EngineEvent } from '@pulumi/pulumi/automation/index.js'

const base = { sequence: 0, timestamp: 0 }
const urnOf = (type: string, name: string) => `urn:pulumi:dev::mpla::mpla:aws:Part$${type}::${name}`

/** A step of the engine on one resource. The operations are strings in what the CLI writes; the package declares an enum. */
const metadata = (op: string, type: string, name: string) => ({
  op: op as never,
  type,
  urn: urnOf(type, name),
  provider: '',
})

export const begun = (op: string, type: string, name: string): EngineEvent => ({
  ...base,
  resourcePreEvent: { metadata: metadata(op, type, name), planning: false },
})
export const done = (op: string, type: string, name: string): EngineEvent => ({
  ...base,
  resOutputsEvent: { metadata: metadata(op, type, name), planning: false },
})
export const failed = (op: string, type: string, name: string): EngineEvent => ({
  ...base,
  resOpFailedEvent: { metadata: metadata(op, type, name), status: 0, steps: 0 },
})
/** An error as Pulumi tells it; without a resource it is the program's. */
export const told = (message: string, resource?: readonly [type: string, name: string]): EngineEvent => ({
  ...base,
  diagnosticEvent: {
    severity: 'error',
    color: 'never',
    message,
    urn: resource ? urnOf(...resource) : 'urn:pulumi:dev::mpla::pulumi:pulumi:Stack::mpla-dev',
  },
})
