// `npm run bench [-- NAME…]`: measures what the project promises, each figure beside its anchor in the same run.
// It prints; it never fails a build: a shared machine's speed is no test. Medians over rounds, ratios within a round.
import { cpus } from 'node:os'
import { agent } from './agent.ts'
import { database } from './database.ts'
import { http } from './http.ts'
import { image } from './image.ts'
import { infra } from './infra.ts'
import type { Bench } from './measure.ts'
import { operations } from './operations.ts'
import { start } from './start.ts'

const benches: readonly Bench[] = [http, start, database, image, infra, operations, agent]
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !benches.some((bench) => bench.name === name))
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}; expected any of ${benches.map((bench) => bench.name).join(', ')}`)
  process.exit(2)
}

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`)
for (const bench of benches.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`\n${bench.name}: ${bench.about}`)
  for (const { measure, value, goal, met } of await bench.run())
    console.log(
      `  ${measure.padEnd(66)} ${value.padStart(26)}   ${goal === undefined ? '' : `${met ? 'met' : 'MISSED'}: goal ${goal}`}`,
    )
}
