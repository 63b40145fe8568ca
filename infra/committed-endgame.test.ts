import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { committedEndgame } from './committed-endgame.ts'
import { endgameProblems } from './plan/check-endgame.ts'

const root = join(import.meta.dirname, '..')
const committed = readFileSync(join(root, '.endgame'), 'utf8')

test('the committed .endgame is what the settings of prod make it (npm run endgame writes it)', () => {
  expect(committed).toBe(committedEndgame(root))
})

test('the committed .endgame is right', () => {
  expect(endgameProblems(committed)).toEqual([])
})
