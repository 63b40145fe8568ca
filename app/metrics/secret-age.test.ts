import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { addSecretAge } from './secret-age.ts'
import { readSnapshot } from './snapshot.ts'

async function age(rotatedAt: string | undefined, now: string) {
  const registry = new Registry()
  addSecretAge({ registry }, rotatedAt, () => Date.parse(now))
  return (await readSnapshot(registry)).get('mpla_secret_age_days')?.[0]?.value
}

test('a secret is as old as the time since it got its value, in days', async () => {
  expect(await age('2025-11-23T12:00:00Z', '2026-11-23T12:00:00Z')).toBe(365)
  expect(await age('2026-11-23T12:00:00+01:00', '2026-11-23T23:00:00Z')).toBe(0.5)
})

test('nothing is said of secrets whose beginning is not known', async () => {
  expect(await age(undefined, '2026-11-23T12:00:00Z')).toBeUndefined()
})
