import type { RunArchive } from '../contract/run-archive.ts'

/** As one JSON document, readable by people too. */
export const archiveAsJson = (archive: RunArchive): string => `${JSON.stringify(archive, null, 2)}\n`

/** As JSON Lines: the envelope without its events, then one event on each line. */
export const archiveAsLines = ({ events, ...header }: RunArchive): string =>
  [header, ...events].map((line) => `${JSON.stringify(line)}\n`).join('')
