/**
 * Material that a prompt sets apart between lines of backticks with a label after the first (```` ```answer ````), by its label; the
 * first of a label counts.
 */
export function fencedMaterial(prompt: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [, , label = '', material = ''] of prompt.matchAll(/^(`{3,})([a-z][a-z-]*)\n([\s\S]*?)\n\1$/gm))
    if (!found.has(label)) found.set(label, material)
  return found
}
