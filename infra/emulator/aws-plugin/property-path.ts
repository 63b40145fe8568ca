import { otherSide, type RenameRules, type Side } from './rename-rules.ts'

// One step of a path: ["quoted key"], [index or *], or a plain name.
const stepPattern = /\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]|([^.[\]]+)/g

/** A property path of `side` in the names of the other side, e.g. rules[0].filters[0].prefix -> rules[0].filter.prefix. */
export function translatePath(text: string, side: Side, rules: RenameRules): string {
  let parent = ''
  let result = ''
  let isIndexDropped = false
  for (const [whole, , index, name] of text.matchAll(stepPattern)) {
    if (name === undefined) {
      if (!(isIndexDropped && index !== undefined)) result += whole
      isIndexDropped = false
      continue
    }
    const rule = rules.find(parent, name, side)
    isIndexDropped = rule?.listOn === side
    const translated = rule?.[otherSide(side)] ?? name
    result += (result ? '.' : '') + translated + (rule?.listOn === otherSide(side) ? '[0]' : '')
    const ours = rule?.ours ?? name
    parent = parent ? `${parent}.${ours}` : ours
  }
  return result
}
