// `npm run replay -- RUN.json [--cassette FILE]`: decides an exported run anew, offline, with the answers that it got, and says
// whether it comes out the same. `--cassette` writes its calls for MPLA_CASSETTE=replay:FILE.
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { lineOf } from './llm/cassette/cassette-lines.ts'
import { replay } from './refinement/replay.ts'
import { cassetteOf } from './runs/cassette-of.ts'
import { readArchive } from './runs/read-archive.ts'
import { lackedMetaPrompts } from './runs/used-meta-prompts.ts'

const usage = 'Usage: npm run replay -- RUN.json [--cassette FILE]; GET /api/v1/refinements/ID/export gives the file'

function main(args: readonly string[]): number {
  const options = { cassette: { type: 'string' } } as const
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) throw new Error(usage)
  const text = readFileSync(file, 'utf8')
  const { header, events } = readArchive(file.endsWith('.jsonl') ? text : JSON.parse(text))

  const [started] = events
  if (started?.type !== 'run.started') throw new Error('Expected a run that begins with run.started')
  const lacked = lackedMetaPrompts(started.data)
  if (lacked.length > 0)
    console.log(
      `The file has no meta-prompt for ${lacked.join(', ')}: those that this program ships are used. Where the run's program shipped others, it comes out otherwise`,
    )
  const { calls, decided, difference } = replay(events)
  if (values.cassette !== undefined) {
    writeFileSync(values.cassette, cassetteOf(events).map(lineOf).join(''), { flag: 'wx', mode: 0o600 })
    console.log(`${values.cassette}: its calls, for MPLA_CASSETTE=replay:${values.cassette}`)
    // A server that replays a cassette takes the texts that are active in its own database.
    for (const { role, version } of started.data.metaPrompts ?? [])
      console.log(`The server has to have its meta-prompt active: ${role}, version ${version}; the text is in ${file}`)
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
