// `node .ci/bench/worlds/write-quality.ts`: plays all worlds and writes the tables of docs/quality.md.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { budgets, playAll, reference } from './league.ts'
import { seeds } from './rows.ts'
import { spentTable, tableOf } from './table.ts'
import { worlds } from './world.ts'

const page = new URL('../../../docs/quality.md', import.meta.url)
const [begin, end] = ['<!-- tables: written by .ci/bench/worlds/write-quality.ts -->', '<!-- end of tables -->']
const { made, entries } = reference()
const all = [...playAll(seeds), ...entries]
const commit = execFileSync('git', ['log', '-1', '--format=%h, %cs'], { encoding: 'utf8' }).trim()
const optimal = worlds.filter(({ name }) => name.includes('optimal'))
const tables = [
  `Played on top of commit ${commit}: ${seeds} plays (seeds 0 to ${seeds - 1}) each. The reference: gepa ${made['gepa']}, Python ${made['python']}; ${made['settings']}.`,
  ...budgets.map((budget) => `### ${budget} calls\n\n${tableOf(all, worlds, budget)}`),
  `### What each spent, and how often the author's prompt came back\n\nCalls of the target + reflections, mean of all worlds. Unchanged: of ${seeds} plays, with ${budgets.join(' / ')} calls.\n\n${spentTable(all, optimal, budgets)}`,
]
const text = readFileSync(page, 'utf8')
const [from, to] = [text.indexOf(begin), text.indexOf(end)]
if (from === -1 || to === -1) throw new Error(`Expected "${begin}" and "${end}" in docs/quality.md`)
writeFileSync(page, `${text.slice(0, from + begin.length)}\n\n${tables.join('\n\n')}\n\n${text.slice(to)}`)
