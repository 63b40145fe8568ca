import { fileSettings } from './file-settings.ts'
import { endgameFile } from './plan/endgame.ts'
import { deriveTimeouts } from './plan/timeouts.ts'
import { readStackFile } from './stack-file.ts'

/**
 * What `.endgame` has to hold: the settings of the stack prod.
 * @param folder where Pulumi.prod.yaml is
 */
export const committedEndgame = (folder: string): string =>
  endgameFile(fileSettings('prod', readStackFile(folder, 'prod')), deriveTimeouts())
