// Values as they travel in Pulumi's protocol: plain JSON in which secrets, outputs and unknown values are marked.

export type Values = Record<string, unknown>

// An object with the key SIGNATURE is a mark, and its member says which. An unknown value is one of fixed strings,
// one for each type it may turn out to have (pulumi/pulumi: sdk/go/common/resource, "signature" and "unknown" values).
const signatureKey = '4dabf18193072939515e22adb298388d'
const secretMark = '1b47061264138c4ac30d75fd1eb44270'
const outputMark = 'd0e6a833031e9bbcd3f4e8bde6ca49a4'
export const unknownString = '04da6b54-80e4-46f7-96ec-b56ff0331ba9'
const unknowns = new Set<unknown>([
  unknownString,
  '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2',
  '030794c1-ac77-496b-92df-f27374a8bd58',
  'e48ece36-62e2-4504-bad9-02848725956a',
  'dd056dcd-154b-4c76-9bd3-c8f88648b5ff',
  '3eeb2bf0-c639-47a8-9e75-3b44932eb421',
])

export const isUnknown = (value: unknown): boolean => unknowns.has(value)

export const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Is it an object that stands for something else: a secret, an output, an asset, an archive? */
export const isMarked = (value: unknown): value is Values => isObject(value) && signatureKey in value

/** Is it a secret or an output, i.e. a wrapper around its member `value`? */
const isWrapper = (value: unknown): value is Values =>
  isMarked(value) && (value[signatureKey] === secretMark || value[signatureKey] === outputMark)

export const secret = (value: unknown): Values => ({ [signatureKey]: secretMark, value })

/** Applies `change` to the value inside of secrets and outputs; a wrapper without a value stays as it is. */
export function inside(value: unknown, change: (plain: unknown) => unknown): unknown {
  if (!isWrapper(value)) return change(value)
  return 'value' in value ? { ...value, value: inside(value['value'], change) } : value
}

/** The value without its outer wrappers. */
export const peeled = (value: unknown): unknown => (isWrapper(value) ? peeled(value['value']) : value)

/** A whole value without wrappers, and whether a part of it is unknown or secret. Keys are sorted: the same each time. */
function unwrapped(value: unknown): { value: unknown; hasUnknown: boolean; hasSecret: boolean } {
  let hasUnknown = false
  let hasSecret = false
  const visit = (part: unknown): unknown => {
    if (isWrapper(part)) {
      hasSecret ||= part[signatureKey] === secretMark || part['secret'] === true
      return visit('value' in part ? part['value'] : unknownString)
    }
    if (isUnknown(part)) {
      hasUnknown = true
      return null
    }
    if (Array.isArray(part)) return part.map(visit)
    if (!isObject(part)) return part
    const keys = Object.keys(part).filter((key) => key !== '__defaults')
    return Object.fromEntries(keys.sort().map((key) => [key, visit(part[key])]))
  }
  return { value: visit(value), hasUnknown, hasSecret }
}

/** JSON text of a value that a program may give as an object (a policy document); unknown or secret where a part is. */
export function jsonText(value: unknown): unknown {
  const { value: plain, hasUnknown, hasSecret } = unwrapped(value)
  const text = hasUnknown ? unknownString : JSON.stringify(plain)
  return hasSecret ? secret(text) : text
}
