// `npm run bench [-- NAME…]`: measures what the project promises, each figure beside its anchor in the same run. One
// section of a group is `agent NAME`.
// It prints; it never fails a build: a shared machine's speed is no test. Medians over rounds, ratios within a round.
import { cpus } from 'node:os'
import { agent } from './agent.ts'
import { database } from './database.ts'
import { http } from './http.ts'
import { image } from './image.ts'
import { infra } from './infra.ts'
import type { Bench, BenchGroup } from './measure.ts'
import { operations } from './operations.ts'
import { start } from './start.ts'

const benches: readonly (Bench | BenchGroup)[] = [http, start, database, image, infra, operations, agent]
const all = benches.flatMap((bench) =>
  'sections' in bench
    ? bench.sections.map((section) => ({ group: bench.name, section }))
    : [{ group: bench.name, section: bench }],
)
const wanted = process.argv.slice(2)
const names = [...new Set(all.flatMap(({ group, section }) => [group, section.name]))]
const unknown = wanted.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}; expected any of ${names.join(', ')}`)
  process.exit(2)
}
/** A group is asked for whole unless a section of it is named. */
const isWanted = ({ group, section }: (typeof all)[number]) =>
  wanted.length === 0 ||
  wanted.includes(section.name) ||
  (wanted.includes(group) && !all.some((other) => other.group === group && wanted.includes(other.section.name)))

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`)
for (const { group, section } of all.filter(isWanted)) {
  const title = section.name === group ? group : `${group} ${section.name}`
  console.log(`\n${title}: ${section.about}`)
  for (const { measure, value, goal, met } of await section.run())
    console.log(
      `  ${measure.padEnd(66)} ${value.padStart(26)}   ${goal === undefined ? '' : `${met ? 'met' : 'MISSED'}: goal ${goal}`}`,
    )
}
