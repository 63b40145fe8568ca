import type { MetaPromptVersion } from '../contract/meta-prompts.ts'
import type { AssistantRole } from '../contract/run-input.ts'
import type { Prisma } from '../generated/prisma/sqlite/client.ts'
import type { Database } from './database.ts'
import { isUniqueViolation, translateErrors } from './database-errors.ts'

/** A version as it is stored; which one is active is stored beside. */
export type StoredMetaPrompt = Pick<MetaPromptVersion, 'role' | 'version' | 'text' | 'note' | 'origin' | 'createdAt'>

export interface NewMetaPrompt extends Pick<StoredMetaPrompt, 'role' | 'version' | 'text' | 'note' | 'origin'> {
  readonly contentHash: string
}

/** Whether a new version becomes the active one: always, never, or when another one still is. */
export type Activation = 'always' | 'never' | { readonly insteadOf: number }

export type MetaPromptStore = ReturnType<typeof createMetaPromptStore>

/** Meta-prompts and which of them are active. Every method throws AppError DATABASE_UNAVAILABLE. */
export function createMetaPromptStore({ client }: Database) {
  return {
    /** Version number of each role's active meta-prompt; without those that have none. */
    async activeVersions(): Promise<Partial<Record<AssistantRole, number>>> {
      const rows = await translateErrors(client.activeMetaPrompt.findMany())
      return Object.fromEntries(rows.map(({ role, version }) => [role, version]))
    },

    /** Newest first. */
    async history(role: AssistantRole): Promise<StoredMetaPrompt[]> {
      const rows = await translateErrors(
        client.metaPromptVersion.findMany({ where: { role }, orderBy: { version: 'desc' } }),
      )
      return rows.map(stored)
    },

    async find(role: AssistantRole, version: number): Promise<StoredMetaPrompt | null> {
      const row = await translateErrors(
        client.metaPromptVersion.findUnique({ where: { role_version: { role, version } } }),
      )
      return row === null ? null : stored(row)
    },

    /** Hashes of the texts that came with a release. */
    async shippedHashes(): Promise<{ readonly role: string; readonly contentHash: string }[]> {
      return translateErrors(
        client.metaPromptVersion.findMany({
          where: { origin: 'shipped' },
          select: { role: true, contentHash: true },
        }),
      )
    },

    /**
     * Stores a version, and makes it the active one in the same transaction.
     * @returns false when the role has a version of this number already; nothing is changed then
     */
    async add(metaPrompt: NewMetaPrompt, activation: Activation): Promise<boolean> {
      const { role, version } = metaPrompt
      const insert = client.metaPromptVersion.create({
        data: { ...metaPrompt, createdAt: new Date() },
        select: { version: true },
      })
      try {
        if (activation === 'never') await translateErrors(insert)
        else if (activation === 'always')
          await translateErrors(
            client.$transaction([
              insert,
              client.activeMetaPrompt.upsert({ where: { role }, create: { role, version }, update: { version } }),
            ]),
          )
        else
          await translateErrors(
            client.$transaction([
              insert,
              client.activeMetaPrompt.updateMany(instead(role, version, activation.insteadOf)),
            ]),
          )
        return true
      } catch (error) {
        if (isUniqueViolation(error)) return false
        throw error
      }
    },

    /** @returns false when `insteadOf` is not the active version any more; nothing is changed then */
    async activate(role: AssistantRole, version: number, insteadOf: number): Promise<boolean> {
      const { count } = await translateErrors(client.activeMetaPrompt.updateMany(instead(role, version, insteadOf)))
      return count === 1
    },
  }
}

const instead = (role: AssistantRole, version: number, insteadOf: number) => ({
  where: { role, version: insteadOf },
  data: { version },
})

type Row = Prisma.MetaPromptVersionGetPayload<object>

const stored = ({ role, version, text, note, origin, createdAt }: Row): StoredMetaPrompt => ({
  // Only these are ever written.
  role: role as AssistantRole,
  origin: origin as StoredMetaPrompt['origin'],
  version,
  text,
  note,
  createdAt: createdAt.toISOString(),
})
