import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildTestServer } from '../../app/test-support/build-test-server.ts'

/** Where the description of the API is kept that clients may rely on. */
export const publishedFile = join(import.meta.dirname, '../../docs/openapi.json')

export type Description = Readonly<Record<string, unknown>>

export const readPublished = (): Description => JSON.parse(readFileSync(publishedFile, 'utf8')) as Description // written by the line below

export const asFile = (description: Description): string => `${JSON.stringify(description, null, 2)}\n`

/** What the server says of /api/v1; its version is that of the API, not that of a build. */
export async function describeApi(): Promise<Description> {
  const { app } = await buildTestServer({})
  const document: { openapi: string; info: object; paths: object; components: object } = (
    await app.inject('/api/docs/json')
  ).json()
  await app.close()
  const { openapi, info, paths, components } = document
  const versioned = Object.entries(paths).filter(([path]) => path.startsWith('/api/v1/'))
  return { openapi, info: { ...info, version: '1' }, paths: Object.fromEntries(versioned), components }
}
