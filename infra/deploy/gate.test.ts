import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { alarms } from '../plan/alarms/alarms.ts'
import { checkGate } from './gate.ts'
import { accountWith } from './test-support/account.ts'

const names = ['mpla-prod-server-error-ratio']
const firing = (name: string) =>
  accountWith({ firing: async () => [{ name, since: new Date('2026-01-02T03:04:05Z'), reason: '7 % of requests' }] })

test('asks for exactly the alarms that roll back', async () => {
  const asked: (readonly string[])[] = []
  const account = accountWith({
    firing: async (names) => {
      asked.push(names)
      return []
    },
  })
  expect(await checkGate(account, names, false)).toContain('No alarm that rolls back is firing')
  expect(asked).toEqual([names])
})

test('a firing alarm is refused by name, time and reason', async () => {
  await expect(checkGate(firing('mpla-prod-server-error-ratio'), names, false)).rejects.toThrow(
    /mpla-prod-server-error-ratio since 2026-01-02T03:04:05.000Z: 7 % of requests\n.*--force/,
  )
})

test.each(alarms.filter(({ rollsBack }) => rollsBack))(
  'for $id it names the runbook of the alarm, which is there',
  async ({ id }) => {
    const error: unknown = await checkGate(firing(`mpla-prod-${id}`), names, false).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ runbook: `runbooks/${id}.md` })
    expect(existsSync(join(import.meta.dirname, '../..', `runbooks/${id}.md`))).toBe(true)
  },
)

test('--force goes on, and says by which alarms nothing will be rolled back', async () => {
  expect(await checkGate(firing('mpla-prod-server-error-ratio'), names, true)).toMatch(
    /--force.*ECS will not roll back by\n {2}mpla-prod-server-error-ratio/,
  )
})
