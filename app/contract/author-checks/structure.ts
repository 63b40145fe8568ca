import { Type } from 'typebox'
import { Choice, range, StatedText, StatedTexts, stated } from './stated.ts'

/** How an answer is laid out. */
export const structureChecks = [
  stated(
    'bullet-count',
    'Bullet points of the outermost level; nested ones do not count',
    {
      ...range,
      marker: Type.Optional(
        Type.Enum(['-', '*', '•', '+'], { description: 'The only marker that counts; default: all of them count' }),
      ),
    },
    { exactly: 3 },
  ),
  stated('numbered-item-count', 'Numbered items of the outermost level', range, { min: 3, max: 5 }),
  stated('heading-count', 'Markdown headings, of any level', range, { min: 2 }),
  stated(
    'headings',
    'The answer has these headings: lines that begin with #, are bold as a whole, or say no more than the heading and a colon',
    { headings: StatedTexts('Their texts, whatever the case'), inOrder: Choice('true: in this order', true) },
    { headings: ['Summary', 'Risks', 'Next steps'] },
  ),
  stated(
    'section-count',
    'Numbered sections, each marked at the start of a line by a label and a number: Section 1, Section 2',
    { label: Type.String({ minLength: 1, maxLength: 60, description: 'The label' }), ...range },
    { label: 'Section', exactly: 3 },
  ),
  stated(
    'divided-parts',
    'Parts with text in them that a divider separates',
    {
      divider: Type.String({ minLength: 1, maxLength: 60, description: 'For example *** or ******' }),
      ...range,
      differ: Choice('true: no two parts may be the same', false),
    },
    { divider: '***', exactly: 2 },
  ),
  stated('highlight-count', 'Highlights in Markdown: *text*, **text**, _text_ or __text__', range, { min: 2 }),
  stated(
    'placeholder-count',
    'Placeholders in square brackets, such as [name]; links and check boxes do not count',
    range,
    {
      exactly: 0,
    },
  ),
  stated('title', 'A title in double angular brackets, such as <<The bees>>', {}, {}),
  stated('quoted', 'The whole answer stands in double quotation marks, of any typographic kind', {}, {}),
  stated(
    'code-block',
    'The answer has a fenced code block that is closed and not empty',
    {
      language: Type.Optional(
        Type.String({ minLength: 1, maxLength: 30, description: 'Its language, as written after the fence' }),
      ),
      only: Choice('true: nothing but the block', false),
    },
    { language: 'python' },
  ),
  stated(
    'table-columns',
    'The answer has a Markdown table with these columns',
    {
      columns: StatedTexts('Heads of the columns, whatever the case'),
      exact: Choice('true: these columns, in this order, and no others', false),
      minRows: Type.Optional(
        Type.Integer({ minimum: 0, maximum: 1_000, default: 1, description: 'Fewest rows below' }),
      ),
    },
    { columns: ['Feature', 'Price'] },
  ),
  stated(
    'repeats',
    'The answer first repeats a text word for word',
    { text: StatedText('Text to repeat, whatever its case') },
    { text: 'What do bees eat?' },
  ),
] as const
