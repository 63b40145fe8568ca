import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { endgameFile, endgameName } from './endgame.ts'

test('the committed .endgame is what the plan says', () => {
  expect(readFileSync(join(import.meta.dirname, '../../.endgame'), 'utf8')).toBe(endgameFile())
})

test('its name is one that Endgame accepts, and can be part of a host name', () => {
  expect(JSON.parse(endgameFile()).app).toMatch(endgameName)
  for (const wrong of ['ab', '-abc', 'abc-', 'a--b', 'Abc', 'a'.repeat(21)]) expect(wrong).not.toMatch(endgameName)
})
