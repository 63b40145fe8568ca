/** `contains the text “Terms apply.”`: what the answer has to have word for word. */
const wanted = /\bcontains? the text (?:“([^”\n]{1,200})”|"([^"\n]{1,200})")/giu

/** The texts that a prompt wants in the answer, each once, in its order. */
export const statedTexts = (prompt: string): readonly string[] => [
  ...new Set([...prompt.matchAll(wanted)].flatMap(([, curly, straight]) => curly ?? straight ?? [])),
]
