// The rules of one type from property-names.ts, made ready for looking up.
import { renamedProperties } from './property-names.ts'

/** Whose names: the program's (@pulumi/aws) or the bridge's. */
export type Side = 'ours' | 'theirs'

export interface Rule {
  /** Path of the object that has the property, in the program's names without indices. */
  readonly parent: string
  readonly isAnyDepth: boolean
  readonly ours: string
  /** null: the bridge does not know the property. */
  readonly theirs: string | null
  /** The side that has a list where the other has one object. */
  readonly listOn: Side | undefined
}

const withoutList = (name: string): string => name.replace(/\[\]$/, '')

function parseRule([from, to]: [string, string | null]): Rule {
  const steps = from.replace(/^\*\*\./, '').split('.')
  const last = steps.pop() ?? ''
  return {
    parent: steps.map(withoutList).join('.'),
    isAnyDepth: from.startsWith('**.'),
    ours: withoutList(last),
    theirs: to === null ? null : withoutList(to),
    listOn: last.endsWith('[]') ? 'ours' : to?.endsWith('[]') ? 'theirs' : undefined,
  }
}

export const otherSide = (side: Side): Side => (side === 'ours' ? 'theirs' : 'ours')

export class RenameRules {
  readonly all: readonly Rule[]

  /** @param short e.g. "ecs/service" */
  constructor(short: string) {
    this.all = Object.entries(renamedProperties[short] ?? {}).map(parseRule)
  }

  /** The rule for `name` (in the names of `side`) in the object at `path` (in the program's names). */
  find(path: string, name: string, side: Side): Rule | undefined {
    return this.all.find(
      (rule) =>
        rule[side] === name && (rule.isAnyDepth ? `.${path}`.endsWith(`.${rule.parent}`) : rule.parent === path),
    )
  }
}
