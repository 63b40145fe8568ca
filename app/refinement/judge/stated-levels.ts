/**
 * The levels that a text states in so many characters, one after the other: the word, a colon, digits, and after them something
 * that ends a number. Mending JSON completes what was cut off (`2.` becomes 2.0, `-` becomes 0); such a level is none here.
 */
export const statedLevels = (text: string): number[] =>
  [...text.matchAll(/\blevel\W{0,3}:\s*(\d{1,3})\s*(?=[,}\n])/gi)].map(([, digits]) => Number(digits))
