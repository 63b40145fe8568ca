import fc from 'fast-check'
import { expect, test } from 'vitest'
import { homeHash, parseRoute, runHash } from './route.ts'

test.each(['', '#', '#/', homeHash])('%j is the page to start from', (hash) => {
  expect(parseRoute(hash)).toEqual({ page: 'home' })
})

test('the address of a run leads back to the run', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(parseRoute(runHash(id))).toEqual({ page: 'run', id })
    }),
  )
})

test.each(['#/runs/', '#/runs/7', '#/runs/%00', '#/settings', '#main'])('%j names no page', (hash) => {
  expect(parseRoute(hash)).toEqual({ page: 'unknown', path: hash.slice(1) })
})
