import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roleNames } from './role-names.ts'
import { homeHash, metaPromptHash, parseRoute, runHash } from './route.ts'
import { sectionHash, sections } from './sections.ts'

test.each(['', '#', '#/', homeHash, '#/?state=failed'])('%j is the page to start from', (hash) => {
  expect(parseRoute(hash)).toEqual({ page: 'home' })
})

test('the address of a run leads back to the run', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(parseRoute(runHash(id))).toEqual({ page: 'run', id })
    }),
  )
})

test.each(sections)('the address of the section $page leads to it', ({ page }) => {
  expect(parseRoute(sectionHash(page))).toEqual({ page: 'section', section: page })
})

test('the address of each meta-prompt leads to it', () => {
  // Object.keys widens to string[].
  for (const role of Object.keys(roleNames) as (keyof typeof roleNames)[])
    expect(parseRoute(metaPromptHash(role))).toEqual({ page: 'meta-prompt', role })
})

test.each([
  '#/meta-prompts/poet',
  '#/meta-prompts/constructor',
  '#/runs/',
  '#/runs/7',
  '#/runs/%00',
  '#/settings',
  '#main',
])('%j names no page', (hash) => {
  expect(parseRoute(hash)).toEqual({ page: 'unknown', path: hash.slice(1) })
})
