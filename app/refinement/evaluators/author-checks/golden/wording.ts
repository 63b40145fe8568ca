import type { Vectors } from './vector.ts'

type Names =
  | 'contains'
  | 'keywords'
  | 'keyword-count'
  | 'forbidden'
  | 'forbidden-characters'
  | 'starts-with'
  | 'ends-with'
  | 'paragraph-starts-with'
  | 'sentence-contains'
  | 'exact-match'
  | 'one-of'
  | 'regex'
  | 'postscript'

export const wordingVectors: Vectors<Names> = {
  contains: [
    [{ text: 'honey' }, 'Bees make wax.', 0],
    [{ text: 'honey' }, 'honeycomb', 1],
    [{ text: 'Honey' }, 'honey', 0],
    [{ text: 'Honey', ignoreCase: true }, 'HONEY', 1],
    [{ text: 'cafe\u0301' }, 'un café', 1],
    [{ text: 'a b' }, 'a\nb', 0], // characters as they are
    [{ text: 'Maße', ignoreCase: true }, 'maße', 1],
    [{ text: 'x' }, '', 0],
    [{ text: 'a.c' }, 'abc', 0],
  ],
  keywords: [
    [{ keywords: ['honey', 'wax'] }, 'Bees make honey.', 0.5],
    [{ keywords: ['honey', 'wax'] }, 'Wax and HONEY', 1],
    [{ keywords: ['honey', 'wax'], require: 'any' }, 'Bees make honey.', 1],
    [{ keywords: ['art'] }, 'the party', 0],
    [{ keywords: ['art'], wholeWords: false }, 'the party', 1],
    [{ keywords: ['US'], caseSensitive: true }, 'join us', 0],
    [{ keywords: ['battery life'] }, 'battery\r\nlife', 1],
    [{ keywords: ['well-known'] }, 'a well-known bee', 1],
    [{ keywords: ['Straße'] }, 'die Straße.', 1],
    [{ keywords: ['蜂蜜'] }, '我喜欢蜂蜜。', 1],
    [{ keywords: ['été'] }, 'L’e\u0301te\u0301', 1],
    [{ keywords: ["l'eau"] }, 'l’eau', 1],
    [{ keywords: ['bee'], times: 2 }, 'bee', 0.5],
    [{ keywords: ['bee', 'wasp'], require: 'any' }, '', 0],
  ],
  'keyword-count': [
    [{ keyword: 'honey', exactly: 2 }, 'honey', 0.5],
    [{ keyword: 'honey', exactly: 2 }, 'Honey, honey!', 1],
    [{ keyword: 'bee', max: 1 }, 'bees bee', 1],
    [{ keyword: 'bee', exactly: 2, wholeWords: false }, 'bees bee', 1],
    [{ keyword: 'aa', exactly: 2, wholeWords: false }, 'aaaa', 1], // no overlap
    [{ keyword: 'C++', exactly: 1 }, 'I write C++.', 1],
    [{ keyword: 'New York', exactly: 1 }, 'New  York', 1],
    [{ keyword: 'x', exactly: 0 }, '', 1],
    [{ keyword: 'Öl', exactly: 1, caseSensitive: true }, 'Öl und öl', 1],
  ],
  forbidden: [
    [{ phrases: ['delve', 'in conclusion'] }, 'Let us delve into honey.', 0.5],
    [{ phrases: ['delve', 'in conclusion'] }, 'Honey is sweet.', 1],
    [{ phrases: ['delve'] }, 'We delved.', 1], // another word
    [{ phrases: ['delve'], wholeWords: false }, 'We delved.', 0],
    [{ phrases: ['in conclusion'] }, 'In\nconclusion, bees.', 0],
    [{ phrases: ['US'], caseSensitive: true }, 'about us', 1],
    [{ phrases: ['schön'] }, 'Wie SCHÖN!', 0],
    [{ phrases: ['a', 'b', 'c', 'd'] }, 'a d', 0.5],
    [{ phrases: ['x'] }, '', 1],
  ],
  'forbidden-characters': [
    [{ characters: ',' }, 'Bees, wasps', 0],
    [{ characters: ',' }, 'Bees and wasps', 1],
    [{ characters: '!?' }, 'Why?', 0],
    [{ characters: '—–' }, 'a - b', 1],
    [{ characters: '🐝' }, 'a 🐝', 0],
    [{ characters: 'é' }, 'cafe\u0301', 0],
    [{ characters: 'e' }, 'café', 1],
    [{ characters: '\n' }, 'a\r\nb', 0],
    [{ characters: ',' }, '', 1],
  ],
  'starts-with': [
    [{ text: 'Dear' }, 'Hello reader', 0],
    [{ text: 'Dear ' }, 'Dear reader', 1],
    [{ text: 'Dear' }, '\n  Dear reader', 1],
    [{ text: 'dear' }, 'Dear reader', 0],
    [{ text: 'dear', ignoreCase: true }, 'Dear reader', 1],
    [{ text: 'Chère' }, 'Che\u0300re lectrice', 1],
    [{ text: '## ' }, '## Heading', 1],
    [{ text: 'a' }, '', 0],
    [{ text: 'a\nb' }, 'a\r\nbc', 1],
  ],
  'ends-with': [
    [{ text: 'honey.' }, 'Bees make wax.', 0],
    [{ text: 'honey.' }, 'Bees make honey.\n', 1],
    [{ text: 'honey.' }, 'Bees make honey', 0],
    [{ text: 'HONEY.' }, 'Bees make honey.', 0],
    [{ text: 'HONEY.', ignoreCase: true }, 'Bees make honey.', 1],
    [{ text: 'Grüße' }, 'Viele Gru\u0308ße  ', 1],
    [{ text: '🐝' }, 'Bye 🐝', 1],
    [{ text: 'a' }, '', 0],
  ],
  'paragraph-starts-with': [
    [{ paragraph: 2, text: 'However' }, 'Bees fly.', 0],
    [{ paragraph: 2, text: 'However' }, 'Bees fly.\n\nHowever, wasps do too.', 1],
    [{ paragraph: 1, text: 'However' }, 'Bees fly.\n\nHowever, wasps do too.', 0],
    [{ paragraph: 2, text: 'How' }, 'Bees fly.\n\nHowever, wasps do too.', 0], // not at the end of a word
    [{ paragraph: 2, text: 'however', ignoreCase: true }, 'A.\r\n\r\nHowever b.', 1],
    [{ paragraph: 2, text: 'Als Erstes' }, 'Text.\n\nAls Erstes kommt', 1],
    [{ paragraph: 1, text: '蜂' }, '蜂、飛ぶ', 1],
    [{ paragraph: 1, text: 'a' }, '', 0],
  ],
  'sentence-contains': [
    [{ sentence: 1, keyword: 'honey' }, 'Bees fly. They make honey.', 0],
    [{ sentence: 2, keyword: 'honey' }, 'Bees fly. They make honey.', 1],
    [{ sentence: 3, keyword: 'honey' }, 'Bees fly. They make honey.', 0],
    [{ sentence: 1, keyword: 'HONEY', caseSensitive: true }, 'honey', 0],
    [{ sentence: 1, keyword: 'bee' }, 'Bees.', 0],
    [{ sentence: 1, keyword: 'bee', wholeWords: false }, 'Bees.', 1],
    [{ sentence: 2, keyword: 'Honig' }, 'Das ist z. B. Wachs.\r\nUnd Honig.', 1],
    [{ sentence: 1, keyword: 'a' }, '', 0],
  ],
  'exact-match': [
    [{ text: 'Yes.' }, 'Yes, it is.', 0],
    [{ text: 'Yes.' }, 'Yes.', 1],
    [{ text: 'Yes.' }, '  Yes.\n', 1],
    [{ text: 'Yes.' }, 'yes.', 0],
    [{ text: 'Yes.', ignoreCase: true }, 'YES.', 1],
    [{ text: 'a\nb' }, 'a\r\nb', 1],
    [{ text: 'é' }, 'e\u0301', 1],
    [{ text: 'a  b' }, 'a b', 0],
    [{ text: 'a' }, '', 0],
  ],
  'one-of': [
    [{ options: ['positive', 'negative'] }, 'It is positive', 0],
    [{ options: ['positive', 'negative'] }, 'Positive.', 1],
    [{ options: ['positive', 'negative'] }, ' negative \n', 1],
    [{ options: ['positive', 'negative'], ignoreCase: false }, 'Positive', 0],
    [{ options: ['Yes.', 'No.'] }, 'no', 1],
    [{ options: ['schön'] }, 'SCHÖN', 1],
    [{ options: ['a', 'b'] }, 'a b', 0],
    [{ options: ['a'] }, '', 0],
  ],
  regex: [
    [{ pattern: '[A-Z]{2}-\\d{4}' }, 'No code', 0],
    [{ pattern: '[A-Z]{2}-\\d{4}' }, 'Code AB-1234!', 1],
    [{ pattern: 'a.c', match: 'whole' }, ' abc\n', 1],
    [{ pattern: 'a.c', match: 'whole' }, 'abcd', 0],
    [{ pattern: 'x', match: 'nowhere' }, 'abc', 1],
    [{ pattern: 'b', match: 'nowhere' }, 'abc', 0],
    [{ pattern: 'HONEY', flags: 'i' }, 'honey', 1],
    [{ pattern: '^b$', flags: 'm' }, 'a\r\nb', 1],
    [{ pattern: '^b$' }, 'a\nb', 0],
    [{ pattern: 'a.b', flags: 's' }, 'a\nb', 1],
    [{ pattern: '\\p{Lu}\\p{Ll}+' }, 'das Öl', 1],
    [{ pattern: '\\u00e9' }, 'cafe\u0301', 1],
    [{ pattern: '(a*)*b' }, 'a'.repeat(30), 0], // where backtracking would take hours
    [{ pattern: '^$' }, '', 1],
  ],
  postscript: [
    [{}, 'Bees are fine.', 0],
    [{}, 'Bees are fine.\n\nP.S. Plant lavender.', 1],
    [{}, 'Bees are fine.\r\n\r\n**P.S.** Plant lavender.', 1],
    [{}, 'Bees are fine.\n\nP.S.', 0.5],
    [{}, 'P.S. Nothing before.', 0.5],
    [{}, 'Bees like P.S. in a line.', 0],
    [{ marker: 'P.P.S.' }, 'Fine.\n\nP.S. One.\n\nP.P.S. Two.', 1],
    [{ marker: 'PS:' }, 'Gut.\n\nps: Danke', 1],
    [{}, 'Fine.\n\nP.S.\nOn the next line.', 1],
    [{}, '', 0],
  ],
}
