import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import type { RunArchive } from './contract/run-archive.ts'
import { exportedRuns } from './test-support/exported-run.ts'

const exported = exportedRuns()
const command = join(import.meta.dirname, 'calibrate-command.ts')
const run = promisify(execFile)
const calibrated = async (...args: string[]) => (await run(process.execPath, [command, ...args])).stdout

interface Label {
  readonly id: string
  readonly good: Record<string, boolean | null>
  readonly answer: string
}
const linesOf = async (file: string): Promise<Label[]> =>
  (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

let file = ''
let template = ''
let labels: Label[] = []
beforeAll(async () => {
  const inputs = ['a kettle', 'a lamp', 'a chair'].map((text) => ({ text: `It is about ${text}.` }))
  const request = { prompt: 'Write about it.', inputs, limits: { iterations: 2, comparisons: 0 } }
  const made = await exported({ ...request, evaluator: 'llm_judge' })
  file = made.file
  template = join(made.folder, 'labels.jsonl')
  await calibrated(file, '--template', template)
  labels = await linesOf(template)
}, 60_000)

/** The labels of somebody who sees every answer as the judge of this run does; `turned` of them the other way. */
async function asTheJudge(turned = 0): Promise<string> {
  const { events } = JSON.parse(await readFile(file, 'utf8')) as RunArchive // it was exported as one
  const texts = new Map<string, string>()
  const levels = new Map<string, boolean>()
  for (const { type, data } of events) {
    const at = `${'version' in data && data.version} ${'input' in data && data.input} ${('sample' in data && data.sample) || 0}`
    if (type === 'output.recorded') texts.set(at, data.text)
    if (type === 'evaluation.recorded')
      for (const { check, score } of data.checks) levels.set(`${texts.get(at)} ${check}`, score >= 0.75)
  }
  const given = labels.map(({ id, good, answer }, index) => ({
    id,
    good: Object.fromEntries(
      Object.keys(good).map((name) => [name, (levels.get(`${answer} judge-${name}`) ?? false) !== index < turned]),
    ),
  }))
  const path = `${template}-${turned}`
  await writeFile(path, given.map((line) => `${JSON.stringify(line)}\n`).join(''))
  return path
}

test('the template holds each judged answer once, without its version and without what the judge said', () => {
  expect(labels.length).toBeGreaterThan(5)
  expect(new Set(labels.map(({ id }) => id)).size).toBe(labels.length)
  for (const label of labels) {
    expect(Object.keys(label).sort()).toEqual(['answer', 'good', 'id', 'input'])
    expect(label.good).toEqual({ clarity: null, relevance: null, completeness: null, adherence: null })
  }
})

test('a person who sees it as the judge does agrees with it always, and few labels are said to be few', async () => {
  const output = await calibrated(file, await asTheJudge())
  const lines = output.split('\n').filter((line) => line.includes('agrees in'))
  expect(lines).toHaveLength(4)
  for (const line of lines) expect(line).toMatch(/agrees in (\d+) of \1 .*fewer than 30 labels say little/)
})

test('labels that differ are counted', async () => {
  const output = await calibrated(file, await asTheJudge(2))
  expect(output).toContain(`agrees in ${labels.length - 2} of ${labels.length} (`)
})

test.each([
  ['a label of another run', '{"id":"000000000000","good":{"clarity":true}}', /Line 1: expected the id of an answer/],
  ['no label at all', '', /Expected labels that are true or false, found none/],
])('%s is refused, and said', async (_, text, message) => {
  const path = `${template}-refused`
  await writeFile(path, text)
  await expect(calibrated(file, path)).rejects.toMatchObject({ code: 2, stderr: expect.stringMatching(message) })
})

test('a label that is neither true nor false, or a template that is there already, is refused', async () => {
  const path = `${template}-wrong`
  await writeFile(path, JSON.stringify({ id: labels[0]?.id, good: { clarity: 'yes' } }))
  await expect(calibrated(file, path)).rejects.toMatchObject({ stderr: expect.stringMatching(/true, false or null/) })
  await expect(calibrated(file, '--template', template)).rejects.toMatchObject({ code: 2 })
})
