import type { Vectors } from './vector.ts'

type Names = 'language' | 'letter-case' | 'no-markdown' | 'json' | 'json-schema' | 'json-value' | 'csv-columns'

const german = 'Die Bienen sammeln im Frühling den Nektar der Blüten und bringen ihn in den Stock.'
const french = 'Les abeilles récoltent le nectar des fleurs au printemps et le portent à la ruche.'
const english = 'The bees collect the nectar of the flowers in spring and bring it to the hive.'
const polish =
  'Pszczoły zbierają nektar z kwiatów wiosną i przynoszą go do ula, gdzie staje się miodem, bo tak robiły zawsze, każdego roku od wieków.'
const person = { type: 'object', required: ['name'], properties: { name: { type: 'string' }, age: { type: 'integer', minimum: 0 } }, additionalProperties: false } // biome-ignore format: a schema

export const dataVectors: Vectors<Names> = {
  language: [
    [{ language: 'de' }, english, 0],
    [{ language: 'de' }, german, 1],
    [{ language: 'fr' }, french, 1],
    [{ language: 'en' }, english, 1],
    [{ language: 'en' }, `${german}\r\n\`\`\`\nthe code of the day\n\`\`\``, 0],
    [{ language: 'ja' }, 'ミツバチは春に花の蜜を集めます。', 1],
    [{ language: 'zh' }, '蜜蜂在春天采集花蜜。', 1],
    [{ language: 'de' }, 'OK', 1], // too short to tell
    [{ language: 'de' }, polish, 0], // long, and no language that is known
    [{ language: 'en' }, 'Пчёлы делают мёд', 0],
    [{ language: 'de' }, '', 1],
  ],
  'letter-case': [
    [{ case: 'lower' }, 'bees make Honey', 2 / 3],
    [{ case: 'lower' }, 'bees make honey, 3 jars!', 1],
    [{ case: 'upper' }, 'BEES MAKE HONEY', 1],
    [{ case: 'upper' }, 'BEES make HONEY', 2 / 3],
    [{ case: 'upper' }, 'STRAßE UND ÄPFEL', 1],
    [{ case: 'lower' }, 'été à noël', 1],
    [{ case: 'title' }, 'The Life Of Bees', 1],
    [{ case: 'title' }, 'The Life of Bees', 0.75],
    [{ case: 'title' }, '3 Bees\r\nÉtude', 1],
    [{ case: 'upper' }, '123 蜂', 1],
    [{ case: 'lower' }, '', 1],
  ],
  'no-markdown': [
    [{}, '# Heading\nText', 0.5],
    [{}, 'Plain text, 2 * 3 = 6.\r\n\r\nMore - text.', 1],
    [{}, 'Some **bold** text', 0],
    [{}, '- a\n- b\nc\nd', 0.5],
    [{}, 'See [here](https://example.org)', 0],
    [{}, '> quoted', 0],
    [{}, 'Use `code`', 0],
    [{}, '```\ncode\n```\nplain', 0],
    [{}, 'a | b\n--- | ---\n1 | 2\nx', 0.75],
    [{}, 'snake_case and 5*3*2', 0], // *3* is emphasis in Markdown too
    [{}, 'Über #hashtag und snake_case_name', 1],
    [{}, '1. first\n2. second', 1],
    [{}, '', 1],
  ],
  json: [
    [{}, 'No JSON', 0],
    [{}, '{"bees": 3}', 1],
    [{}, '```json\r\n{"bees": 3}\r\n```', 1],
    [{ where: 'bare' }, '```json\n{"bees": 3}\n```', 0.5],
    [{}, 'Here: {"bees": 3}', 0.5],
    [{ where: 'block' }, 'Here:\n```\n[1]\n```\nDone.', 1],
    [{ where: 'block' }, '[1]', 0],
    [{ type: 'object' }, '[1]', 0.5],
    [{ type: 'array' }, '[]', 1],
    [{}, '{bees: 3}', 0],
    [{}, '"ö🐝"', 1],
    [{}, '{"a": 1,}', 0],
    [{}, '', 0],
  ],
  'json-schema': [
    [{ schema: person }, '{"age": -1}', 0.5],
    [{ schema: person }, '{"name": "Bee", "age": 3}', 1],
    [{ schema: person }, '{"name": 5}', 0.75],
    [{ schema: person }, '{"name": "Bee", "size": 1}', 0.75],
    [{ schema: person }, '```json\n{"name": "Bee"}\n```', 1],
    [{ schema: person }, 'So: {"name": "Bee"}', 0.25],
    [{ schema: { $defs: { id: { pattern: '^[A-Z]{2}$' } }, items: { $ref: '#/$defs/id' } } }, '["AB", "CD"]', 1],
    [{ schema: { $defs: { id: { pattern: '^[A-Z]{2}$' } }, items: { $ref: '#/$defs/id' } } }, '["AB", "x"]', 0.75],
    [{ schema: { uniqueItems: true } }, '[{"a":1,"b":2},{"b":2,"a":1}]', 0.75],
    [{ schema: { uniqueItems: true } }, '[1, "1", [1]]', 1],
    [{ schema: { oneOf: [{ type: 'string' }, { minimum: 5 }] } }, '3', 0.75],
    [{ schema: { properties: { __proto__: { type: 'number' } } } }, '{"a": 1}', 1],
    [{ schema: { format: 'date' } }, '"2026-11-23"', 1],
    [{ schema: { format: 'date' } }, '"23.11.2026"', 0.75],
    [{ schema: true }, 'null', 1],
    [{ schema: false }, 'null', 0.75],
    [{ schema: person }, '', 0],
  ],
  'json-value': [
    [{ path: '/sentiment', equals: 'positive' }, '{"sentiment": "negative"}', 0.5],
    [{ path: '/sentiment', equals: 'positive' }, '{"sentiment": "positive"}', 1],
    [{ path: '/sentiment' }, '{"sentiment": null}', 1],
    [{ path: '/sentiment' }, '{}', 0.25],
    [{ path: '/items/1/name', equals: 'ö' }, '{"items": [{}, {"name": "o\u0308"}]}', 1],
    [{ path: '/items/01' }, '{"items": [0, 1]}', 0.25],
    [{ path: '/a~1b/~0', equals: 1 }, '{"a/b": {"~": 1}}', 1],
    [{ path: '', equals: { a: [1, 2], b: null } }, '{"b": null, "a": [1, 2]}', 1],
    [{ path: '', equals: [1, 2] }, '[2, 1]', 0.5],
    [{ path: '/a', equals: 1 }, '{"a": "1"}', 0.5],
    [{ path: '/constructor' }, '{}', 0.25],
    [{ path: '/length' }, '[1]', 0.25],
    [{ path: '/a' }, '', 0],
  ],
  'csv-columns': [
    [{ columns: ['id', 'name'] }, 'id,price\n1,5', 0.375],
    [{ columns: ['id', 'name'] }, 'id,name\n1,Bee', 1],
    [{ columns: ['id', 'name'] }, 'ID , Name\r\n1,Bee\r\n', 1],
    [{ columns: ['id', 'name'] }, 'name,id\nBee,1', 0.75],
    [{ columns: ['name'], exact: false }, 'name,id\nBee,1', 1],
    [{ columns: ['id', 'text'] }, 'id,text\n1,"a, ""b""\nc"', 1],
    [{ columns: ['id', 'name'] }, 'id,name\n1,Bee,extra', 0.5],
    [{ columns: ['id', 'name'] }, 'id,name', 0.5],
    [{ columns: ['Größe', 'Preis'], delimiter: ';' }, 'Größe;Preis\n1,5;2,5', 1],
    [{ columns: ['a', 'b'], delimiter: '\t' }, '```csv\na\tb\n1\t2\n```', 1],
    [{ columns: ['id', 'name'] }, 'Just text.', 0],
    [{ columns: ['id'] }, '', 0],
  ],
}
