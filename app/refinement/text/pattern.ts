const compiled = new Map<string, RegExp>()

/**
 * The regular expression of a source, compiled once: compiling those of the lexicons anew took most of an evaluation's
 * time. Only for sources made of lexicon entries, of which there is a fixed number; never for what a user writes. With the
 * flag `g` use it with `match`, `matchAll` and `replace` alone, which keep no position in it.
 */
export function pattern(source: string, flags = 'iu'): RegExp {
  const key = `${flags}/${source}`
  const known = compiled.get(key)
  if (known !== undefined) return known
  const made = new RegExp(source, flags)
  compiled.set(key, made)
  return made
}
