import type { Vectors } from './vector.ts'

type Names = 'number' | 'equals-expected' | 'contains-expected' | 'similar-to-expected'

export const expectedVectors: Vectors<Names> = {
  number: [
    [{ equals: 42 }, 'It is 41.', 0],
    [{ equals: 42 }, 'First 6, then 7: 42.', 1],
    [{ equals: 6, which: 'first' }, 'First 6, then 42.', 1],
    [{ equals: 6, which: 'any' }, '5, 6, 7', 1],
    [{ equals: 6, which: 'only' }, '6 and 7', 0],
    [{ equals: 1234.5 }, 'It costs $1,234.50', 1],
    [{ equals: 1234.5 }, 'Es kostet 1.234,50 €', 1],
    [{ equals: 1234.5 }, 'CHF 1’234.50', 1],
    [{ equals: 1234 }, '1,234', 1],
    [{ equals: 1.234 }, '1,234', 1], // it may be meant either way
    [{ equals: -5 }, 'It is −5 degrees', 1],
    [{ equals: 5 }, 'pages 3-5', 1], // a range, not minus five
    [{ equals: 3.14, tolerance: 0.01 }, '3.1415', 1],
    [{ equals: 200, tolerance: 0.01, relative: true }, '203', 0],
    [{ equals: 200, tolerance: 0.02, relative: true }, '203', 1],
    [{ equals: 0.3 }, '0.30', 1],
    [{ equals: 6.02e23, tolerance: 0.001, relative: true, which: 'any' }, 'about 6.02e23', 1],
    [{ equals: 42 }, 'forty-two', 0],
    [{ equals: 0 }, '', 0],
  ],
  'equals-expected': [
    [{}, 'Berlin', 0, 'Paris'],
    [{}, 'The answer: Paris', 0, 'Paris'],
    [{}, 'the paris!', 1, 'Paris'],
    [{ compare: 'exact' }, 'paris', 0, 'Paris'],
    [{ compare: 'exact' }, ' Paris\r\n', 1, 'Paris'],
    [{ compare: 'numeric' }, 'So 6 × 7 = 42', 1, '42.0'],
    [{ compare: 'numeric', tolerance: 1 }, '41', 1, '42'],
    [{ compare: 'numeric' }, 'many', 0, '42'],
    [{}, 'Mu\u0308nchen', 1, 'München'],
    [{}, '!', 1, '!'],
    [{}, '?', 0, '!'],
    [{}, '', 1, ''],
  ],
  'contains-expected': [
    [{}, 'It is Berlin.', 0, 'Paris'],
    [{}, 'It is Paris, of course.', 1, 'paris'],
    [{}, 'Parisian life', 0, 'Paris'], // whole words
    [{ compare: 'exact' }, 'Parisian life', 1, 'Paris'],
    [{ compare: 'exact' }, 'paris', 0, 'Paris'],
    [{ compare: 'numeric' }, 'Of 3, 42 and 7', 1, '42'],
    [{ compare: 'numeric' }, 'Of 3 and 7', 0, '42'],
    [{}, 'Rue de l’e\u0301te\u0301', 1, 'L’été'],
    [{}, '', 0, 'Paris'],
  ],
  'similar-to-expected': [
    [{ min: 0.8 }, 'honey', 0.625, 'bees make honey'],
    [{ min: 0.5 }, 'honey', 1, 'bees make honey'],
    [{ min: 1 }, 'The bees make honey.', 1, 'bees make honey'],
    [{ min: 0.5 }, 'wax', 0, 'honey'],
    [{ measure: 'levenshtein', min: 0.5 }, 'kitten', 1, 'sitting'],
    [{ measure: 'levenshtein', min: 0.8 }, 'kitten', 0.7143, 'sitting'],
    [{ measure: 'levenshtein', min: 1 }, 'Gru\u0308n\r\n', 1, 'Grün'],
    [{ min: 0.5 }, '', 0, 'honey'],
    [{ measure: 'levenshtein', min: 0.1 }, '🐝', 0, 'ab'],
  ],
}
