/** Reading what the types of a program do not reach: inputs are plain data here, of any form. */
export type Data = Readonly<Record<string, unknown>>

export const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A list of objects; an absent one is empty, a single object is a list of one. */
export const dataList = (value: unknown): readonly Data[] => (Array.isArray(value) ? value : [value]).filter(isData)

/** Texts of a list or of a single text. */
export const textList = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string')

/** The value under a path such as `deploymentCircuitBreaker.enable`. */
export const valueAt = (data: Data, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (isData(value) ? value[key] : undefined), data)

/** What is wrong when the value under a path is none of these. Not for inputs that may hold a secret: it prints them. */
export function mustBe(data: Data, path: string, ...allowed: readonly (string | number | boolean)[]): string[] {
  const value = valueAt(data, path)
  if (allowed.some((each) => each === value)) return []
  const found = value === undefined ? 'is not set' : `is ${JSON.stringify(value)}`
  return [`${path} ${found}, expected ${allowed.map((each) => JSON.stringify(each)).join(' or ')}`]
}

/** A document that is an object or JSON text. @throws Error when the text is no JSON object */
export function documentIn(value: unknown): Data {
  const document: unknown = typeof value === 'string' ? JSON.parse(value) : value
  if (isData(document)) return document
  throw new Error(`Expected a JSON object, got ${Array.isArray(document) ? 'a list' : typeof document}`)
}
