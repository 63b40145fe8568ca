// `npm run replay -- RUN.json [--cassette FILE]`: decides an exported run anew, offline, with the answers that it got, and says
// whether it comes out the same. `--cassette` writes its calls for MPLA_CASSETTE=replay:FILE.
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { lineOf } from './llm/cassette/cassette-lines.ts'
import { replay } from './refinement/replay.ts'
import { cassetteOf } from './runs/cassette-of.ts'
import { readArchive } from './runs/read-archive.ts'

const usage = 'Usage: npm run replay -- RUN.json [--cassette FILE]; GET /api/v1/refinements/ID/export gives the file'

function main(args: readonly string[]): number {
  const options = { cassette: { type: 'string' } } as const
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) throw new Error(usage)
  const text = readFileSync(file, 'utf8')
  const { header, events } = readArchive(file.endsWith('.jsonl') ? text : JSON.parse(text))

  const { calls, decided, difference } = replay(events)
  if (values.cassette !== undefined) {
    writeFileSync(values.cassette, cassetteOf(events).map(lineOf).join(''), { flag: 'wx', mode: 0o600 })
    console.log(`${values.cassette}: its calls, for MPLA_CASSETTE=replay:${values.cassette}`)
  }
  if (difference === null) {
    console.log(
      `Run ${header.run.id} (${header.run.status}, by ${header.exportedBy}) comes out the same: ${decided} decisions after ${calls.length} calls`,
    )
    return 0
  }
  console.log(`Run ${header.run.id}, by ${header.exportedBy}, comes out otherwise from event ${difference.seq} on:`)
  console.log(`stored:  ${JSON.stringify(difference.stored)}`)
  console.log(`decided: ${JSON.stringify(difference.decided)}`)
  return 1
}

try {
  process.exitCode = main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
