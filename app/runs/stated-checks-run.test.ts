import { afterAll, expect, test, vi } from 'vitest'
import type { AuthorCheck } from '../contract/author-checks.ts'
import type { Refinement } from '../contract/refinements.ts'
import { createModels } from '../llm/model-catalog.ts'
import { sqliteDatabases } from '../test-support/test-database.ts'
import { openRuns } from './open-runs.ts'

const databases = sqliteDatabases()
afterAll(() => databases.close())
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }

/** A whole run with the simulator, as it is read at its end. */
async function refine(prompt: string, checks: AuthorCheck[]): Promise<Refinement> {
  const models = createModels({ timeoutMs: 10_000 })
  const runs = await openRuns({ database: await databases.open(), models, log, concurrency: 1 })
  try {
    const { id } = await runs.start({ prompt, checks, limits: { iterations: 4, comparisons: 8 } })
    for await (const _ of runs.follow(id, 0, AbortSignal.timeout(30_000)));
    return await runs.get(id)
  } finally {
    await runs.stop(0)
  }
}

const failedOf = (run: Refinement, version: number) =>
  (run.versions[version]?.checks ?? []).filter(({ passed, check }) => !passed && check.startsWith('author-'))

test.each<{ name: string; prompt: string; checks: AuthorCheck[] }>([
  {
    name: 'a length and a text that has to be there',
    prompt: 'Write about our new kettle for people who ride to work.',
    checks: [
      { check: 'word-count', max: 50 },
      { check: 'contains', text: 'Terms apply.' },
    ],
  },
  {
    name: 'a JSON Schema',
    prompt: 'Say what our new kettle is and what it costs.',
    checks: [
      {
        check: 'json-schema',
        schema: {
          type: 'object',
          additionalProperties: false,
          required: ['name', 'price', 'tags'],
          properties: {
            name: { type: 'string' },
            price: { type: 'number', minimum: 1 },
            tags: { type: 'array', minItems: 2, items: { type: 'string' } },
          },
        },
      },
    ],
  },
  {
    name: 'a number of bullet points',
    prompt: 'Tell our customers about the new kettle and its lid.',
    checks: [{ check: 'bullet-count', exactly: 3 }],
  },
])(
  'a simulated run with $name comes to keep to it, and is shown to be better',
  async ({ prompt, checks }) => {
    const run = await refine(prompt, checks)
    expect(failedOf(run, 0).length).toBeGreaterThan(0)
    const best = run.versions[run.best?.version ?? 0]
    expect(best?.prompt).toContain('## Checklist\n- ')
    expect(best?.prompt).toContain(prompt)
    expect(failedOf(run, best?.version ?? 0)).toEqual([])
    expect(run.versions.flatMap(({ changes }) => changes.map(({ rule }) => rule))).toContain('stated-checks')
    expect(run.comparison?.verdict).toBe('better')
  },
  60_000,
)
