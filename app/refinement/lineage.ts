import type { Lineage, VersionDetail, VersionSummary } from '../contract/lineage.ts'
import type { PromptVersion } from '../contract/refinements.ts'
import type { RunState } from './run-state.ts'
import { textDiff } from './text/text-diff.ts'

type Versions = Pick<RunState, 'versions' | 'best'>

export const versionSummaries = ({ versions, best }: Versions): VersionSummary[] =>
  versions.map(({ version, parent, score, decision, changes }) => ({
    version,
    parent,
    score,
    kept: decision?.kept ?? null,
    isBest: best?.version === version,
    changes: [...changes],
  }))

/** null: there is no such version. */
export function versionDetail({ versions, best }: Versions, number: number): VersionDetail | null {
  const version = versions[number]
  if (version === undefined) return null
  const parent = version.parent === null ? undefined : versions[version.parent]
  return {
    ...version,
    isBest: best?.version === number,
    ancestors: ancestorsOf(versions, version),
    diff: textDiff(parent?.prompt ?? '', version.prompt, 'lines'),
  }
}

/** Ends, because a parent is always an earlier version. */
function ancestorsOf(versions: Versions['versions'], { parent }: Readonly<PromptVersion>): number[] {
  const next = parent === null ? undefined : versions[parent]
  return next === undefined ? [] : [next.version, ...ancestorsOf(versions, next)]
}

export function lineageOf(state: Versions): Lineage {
  const nodes = versionSummaries(state)
  const edges = nodes.flatMap(({ version, parent, changes }) =>
    parent === null ? [] : [{ from: parent, to: version, rules: changes.map(({ rule }) => rule) }],
  )
  return { nodes, edges }
}
