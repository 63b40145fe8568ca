import { readFileSync } from 'node:fs'

export const providers = ['sqlite', 'postgresql'] as const
export type Provider = (typeof providers)[number]

/** prisma/schema.prisma as text. */
export const schemaText = (): string => readFileSync(new URL('./schema.prisma', import.meta.url), 'utf8')

/**
 * The schema for one database: the same models under another datasource provider, the client written to `output`.
 * Prisma's provider is static, so each database needs a schema, a client and a history of its own.
 * @throws Error when the schema no longer has exactly one line of each kind to replace.
 */
export function renderSchema(schema: string, provider: Provider, output: string): string {
  const withProvider = replaceOnce(schema, /^ {2}provider = "sqlite"$/gm, `  provider = "${provider}"`)
  return replaceOnce(withProvider, /^ {2}output +=.*$/gm, `  output = "${output}"`)
}

function replaceOnce(text: string, pattern: RegExp, replacement: string): string {
  const found = text.match(pattern)?.length ?? 0
  if (found !== 1) throw new Error(`prisma/schema.prisma: expected one line like ${pattern}, found ${found}`)
  return text.replace(pattern, () => replacement)
}
