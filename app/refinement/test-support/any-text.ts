import fc from 'fast-check'

/**
 * Any UTF-16 code units, halves of characters among them. Not fast-check's unit `binary`: the table it makes first takes
 * seconds on a busy machine.
 */
export const anyText = (maxLength = 200) =>
  fc
    .array(fc.oneof(fc.integer({ min: 0, max: 127 }), fc.integer({ min: 0, max: 0xff_ff })), { maxLength, size: 'max' })
    .map((units) => String.fromCharCode(...units))
