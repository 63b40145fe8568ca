import { engineOverhead } from './engine-overhead.ts'
import { eventStreams } from './event-streams.ts'
import { judge } from './judge.ts'
import type { BenchGroup } from './measure.ts'
import { verdicts } from './verdicts.ts'
import { searchWorlds } from './worlds/rows.ts'

/** What the agent promises: that its verdicts hold, that its search finds better prompts, and that running it costs next to nothing beside the models. */
export const agent: BenchGroup = {
  name: 'agent',
  sections: [verdicts, judge, searchWorlds, engineOverhead, eventStreams],
}
