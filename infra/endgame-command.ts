// `npm run endgame`: writes .endgame as the settings of the stack prod make it. A test compares; it never writes.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { committedEndgame } from './committed-endgame.ts'

const root = join(import.meta.dirname, '..')
writeFileSync(join(root, '.endgame'), committedEndgame(root))
