import { expect, test } from 'vitest'
import { loadConfig } from './config.ts'

test('an empty environment gives the defaults', () => {
  expect(loadConfig({})).toMatchObject({ PORT: 8080, HOST: '127.0.0.1', DATABASE_URL: 'file:data/mpla.db' })
})

test('an empty value counts as not set', () => {
  expect(loadConfig({ OPENAI_API_KEY: '' }).OPENAI_API_KEY).toBeUndefined()
})

test('names the variable that is out of range', () => {
  expect(() => loadConfig({ PORT: '70000' })).toThrow(/PORT/)
})

test('refuses to listen beyond loopback without a token, and says what to set', () => {
  expect(() => loadConfig({ HOST: '0.0.0.0' })).toThrow(/MPLA_ACCESS_TOKEN/)
  expect(loadConfig({ HOST: '0.0.0.0', MPLA_ACCESS_TOKEN: 'a'.repeat(16) }).HOST).toBe('0.0.0.0')
})
