/**
 * A number in [0, 1) that follows from the parts: FNV-1a (32 bits) over their text, joined by `|`, then the finaliser of
 * MurmurHash3. Short enough to be the same in every language; `gepa.py` has it in Python.
 */
export const draw = (...parts: readonly (string | number)[]): number => hash(parts.join('|')) / 2 ** 32

/** @param text ASCII only, so that characters are bytes in every language */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}

/** One of the members. @throws RangeError when there is none */
export function pick<Member>(members: readonly Member[], ...parts: readonly (string | number)[]): Member {
  const member = members[Math.floor(draw(...parts) * members.length)]
  if (member === undefined) throw new RangeError('Expected something to pick from, found nothing')
  return member
}
