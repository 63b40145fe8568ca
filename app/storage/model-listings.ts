import { Value } from 'typebox/value'
import { Model } from '../contract/models.ts'
import type { Database } from './database.ts'
import { translateErrors } from './database-errors.ts'

/** What providers last listed, by source (provider and address). Every method throws AppError DATABASE_UNAVAILABLE. */
export const createModelListings = ({ client }: Pick<Database, 'client'>) => ({
  /** null: this source was never listed. Entries that this version of the program does not understand are left out. */
  async read(source: string): Promise<readonly Model[] | null> {
    const row = await translateErrors(client.modelListing.findUnique({ where: { source } }))
    if (row === null) return null
    const models: unknown = JSON.parse(row.models)
    return Array.isArray(models) ? models.filter((model) => Value.Check(Model, model)) : []
  },

  async write(source: string, models: readonly Model[]): Promise<void> {
    const row = { models: JSON.stringify(models), at: new Date() }
    await translateErrors(
      client.modelListing.upsert({
        where: { source },
        create: { source, ...row },
        update: row,
        select: { source: true },
      }),
    )
  },
})
