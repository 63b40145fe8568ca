import { afterAll, describe, expect, test } from 'vitest'
import { createWebhookStore } from '../storage/webhook-store.ts'
import { sqliteDatabases } from '../test-support/test-database.ts'
import { waitAfter, waitsMs } from './retry.ts'
import { createWebhooks } from './webhooks.ts'
import { webhooksSuite } from './webhooks-suite.ts'

const databases = sqliteDatabases()
afterAll(() => databases.close())

describe('on SQLite', () => webhooksSuite(databases))

test('waits longer after each failure, a little more or less, and at last no more', () => {
  for (const [index, wait] of waitsMs.entries()) {
    expect(waitAfter(index + 1, 0)).toBe(wait)
    expect(waitAfter(index + 1, 1)).toBe(Math.round(wait * 1.1))
  }
  expect(waitAfter(7, 0)).toBeNull()
  expect(waitsMs.reduce((sum, wait) => sum + wait, 0) / 3_600_000).toBeCloseTo(17.6, 1)
})

test('takes no receiver that nothing would be sent to, and not more than twenty', async () => {
  const webhooks = createWebhooks(createWebhookStore(await databases.open()), false)
  const create = (url: string) => webhooks.create({ url, events: ['refinement.completed'] })
  for (const url of ['http://example.com/', 'https://10.0.0.1/', 'nowhere'])
    await expect(create(url)).rejects.toMatchObject({ code: 'INVALID_REQUEST', message: expect.stringContaining('body/url') }) // biome-ignore format: one line
  for (let index = 0; index < 20; index++) await create(`https://example.com/${index}`)
  await expect(create('https://example.com/')).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
  expect(await webhooks.list()).toHaveLength(20)
})
