import { expect, test } from 'vitest'
import { emptyDraft } from '../models/compose-rules.ts'
import { createDraftStore } from './draft-store.ts'

test('reads back what was written', () => {
  const drafts = createDraftStore(() => sessionStorage)
  drafts.write({ ...emptyDraft, prompt: 'Half a prompt' })
  expect(createDraftStore(() => sessionStorage).read()).toEqual({ ...emptyDraft, prompt: 'Half a prompt' })
})

test.each(['no JSON', 'null', '[1]', '{"prompt": 7, "other": "x"}'])('%s gives an empty draft', (stored) => {
  expect(createDraftStore(() => ({ getItem: () => stored, setItem: () => {} })).read()).toEqual({})
})

test('a browser that blocks storage costs the draft, not the page', () => {
  const drafts = createDraftStore(() => {
    throw new DOMException('denied', 'SecurityError')
  })
  expect(drafts.read()).toEqual({})
  expect(() => drafts.write(emptyDraft)).not.toThrow()
})
