import type { Limit } from '../../analysis/limits.ts'
import { countListItems } from '../../text/lists.ts'
import { paragraphs, sentences } from '../../text/sentences.ts'
import { words } from '../../text/words.ts'
import { type Check, failed, passed, quote } from '../check.ts'
import { closeness } from '../closeness.ts'
import { round4 } from '../score.ts'

/**
 * The counts that the author stated hold. An answer outside a limit scores by how far it is off: half at 1.5 times a
 * maximum or half of a minimum, 0 from twice the maximum.
 */
export const limits: Check = {
  name: 'limits',
  subject: 'output',
  weight: 3,
  applies: ({ author }) => author.limits.length > 0,
  run: ({ text }, { author }) => {
    const results = author.limits.map((limit) => {
      const found = count(text, limit)
      return { limit, found, score: found === null ? 1 : closeness(found, limit.min, limit.max) }
    })
    const broken = results.filter(({ score }) => score < 1)
    const score = results.reduce((sum, result) => sum + result.score, 0) / results.length
    const told = (broken.length === 0 ? results : broken)
      .map(({ limit, found }) => `${quote(limit.stated)}: found ${found ?? 'no list to count'}`)
      .join('; ')
    return broken.length === 0 ? passed(`Every stated limit holds: ${told}`) : failed(`Expected ${told}`, round4(score))
  },
}

/** null: the answer has nothing that this unit could be counted by (ideas or reasons told in prose). */
function count(text: string, { unit }: Limit): number | null {
  switch (unit) {
    case 'word':
      return words(text).length
    case 'character':
      return [...text.trim()].length
    case 'sentence':
      return sentences(text).length
    case 'paragraph':
      return paragraphs(text).length
    case 'bullet':
    case 'item': {
      const { bullets, numbers } = countListItems(text)
      const items = Math.max(bullets, numbers)
      return unit === 'item' && items === 0 ? null : items
    }
  }
}
