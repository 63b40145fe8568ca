import { createSchemaEngine, filtersOf } from '../app/storage/schema-engine.ts'
import { introspectionAdapter } from './introspection-adapter.ts'
import { type Provider, renderSchema, schemaText } from './render-schema.ts'

/**
 * The SQL that turns the database at `url` into the models of prisma/schema.prisma; '' when it already is that.
 * PostgreSQL's `public` schema is left out: every database has it, and creating it needs a right that a careful
 * installation does not give.
 */
export async function modelDifference(provider: Provider, url: string): Promise<string> {
  const files = [{ path: 'schema.prisma', content: renderSchema(schemaText(), provider, './client') }]
  const factory = await introspectionAdapter(url)
  const adapter = await factory.connect()
  try {
    const engine = await createSchemaEngine({
      provider: factory.provider,
      adapterName: factory.adapterName,
      connect: async () => adapter,
      connectToShadowDb: () => factory.connectToShadowDb(),
    })
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: '/' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: filtersOf(provider),
    })
    const sql = (stdout ?? '').replace(/-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS "public";\n*/, '').trim()
    return sql === '-- This is an empty migration.' ? '' : sql
  } finally {
    await adapter.dispose()
  }
}
