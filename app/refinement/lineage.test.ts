import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endedRuns } from '../test-support/random-runs.ts'
import { foldEvents } from './fold.ts'
import { lineageOf, versionDetail, versionSummaries } from './lineage.ts'

test('every version descends from the author’s prompt, by the rewrites that its ancestors were', () => {
  let rewrites = 0
  fc.assert(
    fc.property(endedRuns, (events) => {
      const state = foldEvents(events)
      const { nodes, edges } = lineageOf(state)
      expect(nodes).toHaveLength(state.versions.length)
      expect(edges).toHaveLength(Math.max(0, nodes.length - 1))
      expect(nodes.filter(({ isBest }) => isBest)).toHaveLength(state.best === null ? 0 : 1)
      for (const { version, prompt, parent } of state.versions) {
        const detail = versionDetail(state, version)
        expect(detail?.ancestors.at(-1)).toBe(version === 0 ? undefined : 0)
        const texts = (kind: string) => detail?.diff.filter((part) => part.kind !== kind).map(({ text }) => text).join('') // biome-ignore format: one line
        expect(texts('removed')).toBe(prompt)
        expect(texts('added')).toBe(parent === null ? '' : state.versions[parent]?.prompt)
        if (version > 0) rewrites++
      }
      expect(versionDetail(state, nodes.length)).toBeNull()
      expect(versionSummaries(state)).toEqual(nodes)
    }),
    { numRuns: 40, seed: 8 },
  )
  expect(rewrites).toBeGreaterThan(20)
})
