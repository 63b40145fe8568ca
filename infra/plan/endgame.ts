import type { EndgameDocument } from './endgame-schema.ts'
import { environmentNames } from './environment.ts'
import { imageContract } from './image-contract.ts'
import { project } from './names.ts'
import type { Settings } from './settings-table.ts'
import type { Timeouts } from './timeouts.ts'

/** CPU units that Fargate counts as one processor. */
const unitsOfProcessor = 1024

/** What a stack's settings mean on Endgame: first what the platform reads, then what we declare. */
export function endgameDocument(settings: Settings, timeouts: Timeouts): EndgameDocument {
  return {
    org: 'personal',
    app: `${project}-agent`,
    settings: {},
    runtime: 'nodejs22.x',
    // Installs by itself, development packages included, whatever NODE_ENV says. The platform puts the variables it was
    // given into a .env beside package.json, where the server, which starts in dist/, would not see it.
    buildCommand: 'node .ci/prepare.mjs web server && (test ! -f .env || cp .env dist/)',
    // The bundle runs by itself. The checkout with its packages is over a gigabyte.
    buildArtifactPath: 'dist',
    entrypointFile: 'server.js',
    environment: [...environmentNames(settings, timeouts)],
    healthCheck: {
      path: imageContract.readyPath,
      intervalSeconds: timeouts.containerCheckInterval,
      timeoutSeconds: timeouts.healthTimeout,
    },
    resources: { memory: `${settings.memory}Mi`, cpu: `${(settings.cpu * 1000) / unitsOfProcessor}m` },
    scaling: { minInstances: settings.minTasks, maxInstances: settings.maxTasks },
  }
}

/** The text of the `.endgame` file of a stack. */
export const endgameFile = (settings: Settings, timeouts: Timeouts): string =>
  `${JSON.stringify(endgameDocument(settings, timeouts), undefined, 2)}\n`
