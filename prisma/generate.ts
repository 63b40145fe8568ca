// Writes app/generated/prisma/{sqlite,postgresql} from prisma/schema.prisma. Needs no network and no database.
import { execFile } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Provider, providers, renderSchema, schemaText } from './render-schema.ts'

const folder = resolve(import.meta.dirname, '../app/generated/prisma')
const command = fileURLToPath(import.meta.resolve('prisma/build/index.js'))

async function generate(provider: Provider): Promise<void> {
  const schema = join(folder, `${provider}.prisma`)
  writeFileSync(schema, renderSchema(schemaText(), provider, `./${provider}`))
  await promisify(execFile)(process.execPath, [command, 'generate', '--schema', schema], {
    env: {
      ...process.env,
      // Generating needs no schema engine, but the command would download one.
      PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  })
}

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
await Promise.all(providers.map(generate))
