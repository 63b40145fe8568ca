import type { Vectors } from './vector.ts'

type Names =
  | 'bullet-count'
  | 'numbered-item-count'
  | 'heading-count'
  | 'headings'
  | 'section-count'
  | 'divided-parts'
  | 'highlight-count'
  | 'placeholder-count'
  | 'title'
  | 'quoted'
  | 'code-block'
  | 'table-columns'
  | 'repeats'

const table = '| Feature | Price |\n| --- | ---: |\n| Honey | 5 |\n| Wax | 3 |'
const code = '```python\nprint("bee")\n```'

export const structureVectors: Vectors<Names> = {
  'bullet-count': [
    [{ exactly: 3 }, '- a\n- b\n- c\n- d\n- e', 1 - 2 / 3],
    [{ exactly: 3 }, '- a\n- b\n- c', 1],
    [{ exactly: 2 }, '- a\n  - nested\n  - nested\n- b', 1],
    [{ exactly: 2 }, '* a\r\n* b\r\n', 1],
    [{ exactly: 3 }, '• eins\n• zwei\n• drei', 1],
    [{ exactly: 1, marker: '*' }, '- a\n* b', 1],
    [{ exactly: 2 }, '1. Pro\n   - a\n   - b', 1],
    [{ exactly: 0 }, '---\n* * *\n- - -', 1], // rules
    [{ exactly: 0 }, '```\n- in code\n```', 1],
    [{ exactly: 0 }, '-no space\n-5 degrees', 1],
    [{ min: 1 }, '', 0],
  ],
  'numbered-item-count': [
    [{ min: 3 }, '1. a\n2. b', 2 / 3],
    [{ exactly: 2 }, '1. a\n2. b', 1],
    [{ exactly: 2 }, '1) a\r\n2) b', 1],
    [{ exactly: 2 }, '1. a\n   1. nested\n   2. nested\n2. b', 1],
    [{ exactly: 1 }, '1. a\n- b', 1],
    [{ exactly: 0 }, '1.5 litres\n2024. That was it', 1],
    [{ exactly: 0 }, '~~~\n1. in code\n~~~', 1],
    [{ max: 1 }, '1. a\n2. b\n3. c', 0],
    [{ exactly: 0 }, '', 1],
  ],
  'heading-count': [
    [{ min: 2 }, '# One\n\nText', 0.5],
    [{ exactly: 2 }, '# One\n\nText\n\n### Two ###', 1],
    [{ exactly: 0 }, '#hashtag', 1],
    [{ exactly: 0 }, '```sh\n# comment\n```', 1],
    [{ exactly: 0 }, '####### seven', 1],
    [{ exactly: 1 }, '  ## Größe\r\n', 1],
    [{ exactly: 0 }, '    # indented code', 1],
    [{ exactly: 0 }, '**Bold**', 1],
    [{ exactly: 0 }, '', 1],
  ],
  headings: [
    [{ headings: ['Summary', 'Risks'] }, '# Summary\n\nText', 0.5],
    [{ headings: ['Summary', 'Risks'] }, '# Summary\n\nText\n\n## Risks\n\nText', 1],
    [{ headings: ['Summary', 'Risks'] }, '# Risks\n\n# Summary', 0.5],
    [{ headings: ['Summary', 'Risks'], inOrder: false }, '# Risks\n\n# Summary', 1],
    [{ headings: ['Summary'] }, '**Summary**\r\n\r\nText', 1],
    [{ headings: ['Summary'] }, 'SUMMARY:\nText', 1],
    [{ headings: ['Nächste Schritte'] }, '## 3. Nächste Schritte:', 1],
    [{ headings: ['Summary'] }, 'A summary of it', 0],
    [{ headings: ['Summary'] }, '```\n# Summary\n```', 0],
    [{ headings: ['a'] }, '', 0],
  ],
  'section-count': [
    [{ label: 'Section', exactly: 2 }, 'Section 1\nText', 0.5],
    [{ label: 'Section', exactly: 2 }, 'Section 1\nText\nSection 2\nText', 1],
    [{ label: 'Section', exactly: 2 }, '## SECTION 1\r\n**Section 2**', 1],
    [{ label: 'Section', exactly: 0 }, 'See Section 1', 1],
    [{ label: 'Section', exactly: 0 }, 'Sections matter\nSection one', 1],
    [{ label: 'Tag', exactly: 2 }, 'Tag 1: a\nTag2: b', 1],
    [{ label: 'Étape', exactly: 1 }, 'E\u0301tape 1', 1],
    [{ label: 'Section', exactly: 0 }, '', 1],
  ],
  'divided-parts': [
    [{ divider: '***', exactly: 2 }, 'one part', 0.5],
    [{ divider: '***', exactly: 2 }, 'one\n***\ntwo', 1],
    [{ divider: '***', exactly: 2 }, 'one\r\n***\r\ntwo\r\n***', 1], // nothing after the last
    [{ divider: '***', exactly: 1 }, 'one ****** two', 1], // a longer row is another divider
    [{ divider: '******', exactly: 2, differ: true }, 'same ****** same', 0.5],
    [{ divider: '******', exactly: 2, differ: true }, 'one ****** two', 1],
    [{ divider: '<hr>', exactly: 3 }, 'a<hr>b<hr>c', 1],
    [{ divider: '---', max: 1 }, 'a\n---\nb\n---\nc', 0],
    [{ divider: '---', exactly: 0 }, '', 1],
  ],
  'highlight-count': [
    [{ min: 2 }, 'one *word*', 0.5],
    [{ exactly: 2 }, '*one* and **two words**', 1],
    [{ exactly: 2 }, '_one_ and __two__', 1],
    [{ exactly: 0 }, '2 * 3 * 4', 1],
    [{ exactly: 0 }, 'snake_case_name', 1],
    [{ exactly: 0 }, '* bullet\n* bullet', 1],
    [{ exactly: 1 }, '- ***très*** bon', 1],
    [{ exactly: 0 }, '```\n*code*\n```', 1],
    [{ exactly: 0 }, '*broken\nover lines*', 1],
    [{ exactly: 0 }, '', 1],
  ],
  'placeholder-count': [
    [{ min: 2 }, 'Dear [name]', 0.5],
    [{ exactly: 2 }, 'Dear [name], on [date]', 1],
    [{ exactly: 0 }, '[our shop](https://example.org)', 1],
    [{ exactly: 0 }, '- [ ] todo\n- [x] done', 1],
    [{ exactly: 0 }, 'as shown [1] and [12]', 1],
    [{ exactly: 0 }, '![alt](a.png)', 1],
    [{ exactly: 1 }, 'Sehr geehrte [Anrede und Name]', 1],
    [{ exactly: 0 }, '```\na[index]\n```', 1],
    [{ max: 0 }, '[name]', 0],
    [{ exactly: 0 }, '', 1],
  ],
  title: [
    [{}, 'The Bees', 0],
    [{}, '<<The Bees>>\n\nText', 1],
    [{}, 'Text <<Les abeilles>> text', 1],
    [{}, '<< >>', 0],
    [{}, '<<>>', 0],
    [{}, '<The Bees>', 0],
    [{}, '<<The\nBees>>', 0],
    [{}, '<<<Bees>>>', 1],
    [{}, '', 0],
  ],
  quoted: [
    [{}, 'Bees make honey.', 0],
    [{}, '"Bees make honey."', 1],
    [{}, '“Bees make honey.”\n', 1],
    [{}, '„Bienen machen Honig.“', 1],
    [{}, '« Les abeilles »', 1],
    [{}, '「蜂」', 1],
    [{}, '"Bees" make honey.', 0.5],
    [{}, "'single'", 0],
    [{}, '""', 0.5],
    [{}, '', 0],
  ],
  'code-block': [
    [{ language: 'python' }, 'print("bee")', 0],
    [{ language: 'python' }, code, 1],
    [{ language: 'Python' }, code, 1],
    [{ language: 'js' }, code, 0.5],
    [{}, '~~~\ncode\n~~~', 1],
    [{}, '```\n\n```', 0.5],
    [{}, '```\nnever closed', 0.5],
    [{ only: true }, `Here it is:\n${code}`, 0.5],
    [{ only: true }, `\r\n${code.replaceAll('\n', '\r\n')}\r\n`, 1],
    [{ language: 'c++' }, '```c++ title="a"\nint a;\n```', 1],
    [{}, '````md\n```\ninner\n```\n````', 1],
    [{}, '', 0],
  ],
  'table-columns': [
    [{ columns: ['Feature', 'Weight'] }, table, 0.375],
    [{ columns: ['Feature', 'Price'] }, table, 1],
    [{ columns: ['price'] }, table, 1],
    [{ columns: ['Price'], exact: true }, table, 0.75],
    [{ columns: ['Price', 'Feature'], exact: true }, table, 0.75],
    [{ columns: ['Feature'], minRows: 4 }, table, 0.625],
    [{ columns: ['Größe', 'a|b'] }, 'Größe | a\\|b\r\n--- | ---\r\n1 | 2', 1],
    [{ columns: ['Feature'] }, 'Feature | Price\nHoney | 5', 0], // no row of dashes
    [{ columns: ['Feature'] }, `\`\`\`\n${table}\n\`\`\``, 0],
    [{ columns: ['a'] }, '', 0],
  ],
  repeats: [
    [{ text: 'What do bees eat?' }, 'Bees eat nectar.', 0],
    [{ text: 'What do bees eat?' }, 'What do bees eat? Nectar.', 1],
    [{ text: 'What do bees eat?' }, 'WHAT DO BEES EAT?\r\n\r\nNectar.', 1],
    [{ text: 'What do bees eat?' }, 'What do bees eat?', 0.5],
    [{ text: 'Où vont-elles ?' }, 'Ou\u0300 vont-elles ? Loin.', 1],
    [{ text: 'a b' }, 'a  b c', 0],
    [{ text: ' trimmed ' }, '\ntrimmed then more', 1],
    [{ text: 'a' }, '', 0],
  ],
}
