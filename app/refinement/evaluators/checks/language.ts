import { detectLanguage } from '../../language/detect-language.ts'
import { type Check, failed, passed } from '../check.ts'

export const language: Check = {
  name: 'language',
  subject: 'output',
  weight: 2,
  applies: (expectations) => expectations.language !== null,
  run: ({ text }, expectations) => {
    const found = detectLanguage(text.replace(/^[ \t]*```[\s\S]*?^[ \t]*```/gmu, ''))
    if (found === null) return passed('Too little text to tell its language')
    return found === expectations.language
      ? passed(`The answer is in the language expected (${found})`)
      : failed(`Expected the language ${expectations.language}, found ${found}`)
  },
}
