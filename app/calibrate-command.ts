// `npm run calibrate -- RUN.json --template LABELS.jsonl` writes the judged answers of an exported run for a person to label;
// `npm run calibrate -- RUN.json LABELS.jsonl` says how well the judge agrees with the labels. No model is asked.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  type Calibration,
  calibrate,
  type JudgedAnswer,
  judgedAnswers,
  type LabelledAnswer,
} from './refinement/judge/calibration.ts'
import { readArchive } from './runs/read-archive.ts'

const usage =
  'Usage: npm run calibrate -- RUN.json --template LABELS.jsonl, then label, then npm run calibrate -- RUN.json LABELS.jsonl [--good-from 0.75]; GET /api/v1/refinements/ID/export gives RUN.json'

/** Fewer labels say little about a judge, and below this kappa it cannot steer a search. */
const [fewestLabels, leastKappa] = [30, 0.4]

/** Names an answer without saying which version it is of: whoever labels should not know. */
const nameOf = (run: string, { version, input, sample }: JudgedAnswer): string =>
  createHash('sha256').update(`${run} ${version} ${input} ${sample}`).digest('hex').slice(0, 12)

function template(run: string, answers: readonly JudgedAnswer[]): string {
  const lines = answers.map((answer) => {
    const good = Object.fromEntries([...answer.levels.keys()].map((criterion) => [criterion, null]))
    return { id: nameOf(run, answer), good, input: answer.input, answer: answer.text }
  })
  // In the order of names that say nothing, so that versions are mixed.
  lines.sort((a, b) => (a.id < b.id ? -1 : 1))
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}

function readLabels(text: string, run: string, answers: readonly JudgedAnswer[]): LabelledAnswer[] {
  const byName = new Map(answers.map((answer) => [nameOf(run, answer), answer]))
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const label: { id?: unknown; good?: unknown } = JSON.parse(line)
    const answer = byName.get(String(label.id))
    if (answer === undefined)
      throw new Error(`Line ${index + 1}: expected the id of an answer of this run, found ${label.id}`)
    const given = Object.entries(label.good ?? {}).filter(([, good]) => good !== null)
    for (const [criterion, good] of given)
      if (typeof good !== 'boolean' || !answer.levels.has(criterion))
        throw new Error(
          `Line ${index + 1}: expected true, false or null for ${[...answer.levels.keys()].join(', ')}, found ${criterion}: ${good}`,
        )
    return [{ answer, good: new Map(given.map(([criterion, good]) => [criterion, good === true])) }]
  })
}

const percent = (share: number): string => `${Math.round(100 * share)} %`
const rateText = ({ hits, of, interval }: Calibration['agreement']): string =>
  interval === null ? 'none' : `${hits} of ${of} (${percent(interval.lower)} to ${percent(interval.upper)})`

function sentences({ criterion, agreement, kappa, sensitivity, specificity }: Calibration): string[] {
  const size =
    kappa === null ? 'not known' : `${kappa.kappa.toFixed(2)} (${kappa.lower.toFixed(2)} to ${kappa.upper.toFixed(2)})`
  const said =
    agreement.of < fewestLabels
      ? `fewer than ${fewestLabels} labels say little`
      : kappa === null
        ? 'label answers of both kinds'
        : kappa.kappa < leastKappa
          ? 'this judge cannot steer by it: describe its levels, or choose another judge'
          : null
  return [
    `${criterion}: agrees in ${rateText(agreement)}, kappa ${size}${said === null ? '' : `; ${said}`}`,
    `  finds the good ones: ${rateText(sensitivity)}; the bad ones: ${rateText(specificity)}`,
  ]
}

function main(args: readonly string[]): void {
  const options = { template: { type: 'string' }, 'good-from': { type: 'string', default: '0.75' } } as const
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const [file, labels, ...others] = positionals
  const goodFrom = Number(values['good-from'])
  if (file === undefined || others.length > 0 || (labels === undefined) === (values.template === undefined))
    throw new Error(usage)
  if (!(goodFrom > 0 && goodFrom <= 1))
    throw new Error(`Expected --good-from above 0 and up to 1, found ${values['good-from']}`)
  const text = readFileSync(file, 'utf8')
  const { header, state } = readArchive(file.endsWith('.jsonl') ? text : JSON.parse(text))
  const answers = judgedAnswers(state)
  if (answers.length === 0)
    throw new Error('Expected a run whose answers a judge has judged (evaluator llm_judge), found none')
  if (values.template !== undefined) {
    writeFileSync(values.template, template(header.run.id, answers), { flag: 'wx', mode: 0o600 })
    console.log(
      `${values.template}: ${answers.length} answers; put true or false for each criterion, leave null what you cannot say`,
    )
    return
  }
  const labelled = readLabels(readFileSync(labels ?? '', 'utf8'), header.run.id, answers)
  const found = calibrate(labelled, goodFrom)
  if (found.length === 0) throw new Error('Expected labels that are true or false, found none')
  const { models } = state.input ?? {}
  console.log(
    `Judge ${models?.judge ?? models?.target}; it finds good what has ${percent(goodFrom)} of the levels or more; 95 % intervals`,
  )
  for (const calibration of found) for (const line of sentences(calibration)) console.log(line)
}

try {
  main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
