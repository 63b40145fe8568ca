const bullet = /^(\s*)[-*•‣–]\s+\S/u
const number = /^(\s*)\d{1,3}[.)]\s+\S/u

export const isListItem = (line: string): boolean => bullet.test(line) || number.test(line)

export const withoutListMarker = (line: string): string => line.replace(/^\s*(?:[-*•‣–]|\d{1,3}[.)])\s+/u, '')

/** How many items of each kind stand at the outermost level of the text's lists; nested items do not count. */
export function countListItems(text: string): { readonly bullets: number; readonly numbers: number } {
  const items = text.split('\n').flatMap((line) => {
    const kind = bullet.test(line) ? 'bullet' : number.test(line) ? 'number' : null
    return kind === null ? [] : [{ kind, indent: line.length - line.trimStart().length }]
  })
  const outermost = Math.min(...items.map((item) => item.indent))
  const outer = items.filter((item) => item.indent === outermost)
  const bullets = outer.filter((item) => item.kind === 'bullet').length
  return { bullets, numbers: outer.length - bullets }
}
