/** Of a prompt full of brackets only so many are tried. */
const mostTried = 8

/** The first JSON object or array that stands in the prompt and ends with its last closing bracket; undefined if there is none. */
export function jsonExample(prompt: string): unknown {
  const opens = [...prompt.matchAll(/[{[]/g)].slice(0, mostTried)
  for (const { index, 0: open } of opens) {
    const end = prompt.lastIndexOf(open === '{' ? '}' : ']')
    try {
      return JSON.parse(prompt.slice(index, end + 1))
    } catch {
      // prose in brackets
    }
  }
  return undefined
}
