import { dealt } from './dealt.ts'
import { joined, type SentenceWriter } from './sentences.ts'

/** A comment instead of code: the simulator cannot program, and does not look as if it could. */
export function codeBlock(prompt: string, terms: readonly string[], write: SentenceWriter): string {
  const language =
    /\b(python|javascript|typescript|java|rust|go|ruby|php|bash|sql|html|css)\b/i.exec(prompt)?.[1] ?? 'text'
  const mark = /^(python|ruby|bash)$/i.test(language) ? '#' : '//'
  const lines = dealt(terms, 4).map((own, nth) => `${mark} ${write(own, nth)}`)
  return [`\`\`\`${language.toLowerCase()}`, ...lines, '```'].join('\n')
}

export const email = (terms: readonly string[], message: string): string =>
  [
    `Subject: Simulated message about ${joined(terms.slice(0, 3))}`,
    'Hello,',
    message,
    'Kind regards,\nThe simulator',
  ].join('\n\n')

export const yesOrNo = (terms: readonly string[]): string => `Yes, says this simulated answer about ${joined(terms)}.`

export const oneWord = 'Simulated'
