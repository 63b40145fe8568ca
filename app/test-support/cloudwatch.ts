import { type Static, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'

// The specification of the embedded metric format and the limits of the metrics that come of it, as far as a document
// can be checked by itself (docs.aws.amazon.com, CloudWatch_Embedded_Metric_Format_Specification, November 2026).

const closed = { additionalProperties: false } as const
const units = [
  ...['Seconds', 'Microseconds', 'Milliseconds', 'Percent', 'Count', 'Count/Second', 'None'],
  ...['Bytes', 'Kilobytes', 'Megabytes', 'Gigabytes', 'Bits', 'Bytes/Second', 'Bits/Second'],
]
const printable = '^[\\x20-\\x7e]+$'

const Directive = Type.Object(
  {
    Namespace: Type.String({ minLength: 1, maxLength: 255, pattern: '^[A-Za-z0-9._/#:-]+$' }),
    Dimensions: Type.Array(
      Type.Array(Type.String({ minLength: 1, maxLength: 250, pattern: printable }), { maxItems: 30 }),
      { minItems: 1 },
    ),
    Metrics: Type.Array(
      Type.Object({ Name: Type.String({ minLength: 1, maxLength: 255, pattern: printable }), Unit: Type.Enum(units) }, closed),
      { minItems: 1, maxItems: 100 },
    ),
  },
  closed,
) // biome-ignore format: a limit on one line
const EmfSchema = Type.Object({
  _aws: Type.Object(
    { Timestamp: Type.Integer({ minimum: 0 }), CloudWatchMetrics: Type.Array(Directive, { minItems: 1 }) },
    closed,
  ),
})

const Datum = Type.Union([
  Type.Number({ minimum: -(2 ** 360), maximum: 2 ** 360 }),
  Type.Array(Type.Number({ minimum: -(2 ** 360), maximum: 2 ** 360 }), { minItems: 1, maxItems: 100 }),
])
const DimensionValue = Type.String({
  minLength: 1,
  maxLength: 1_024,
  pattern: '^[\\x21-\\x39\\x3b-\\x7e][\\x20-\\x7e]*$',
})

/** One metric of one document, as CloudWatch takes it. */
export interface Measurement {
  readonly name: string
  readonly unit: string
  readonly dimensions: Readonly<Record<string, string>>
  readonly values: readonly number[]
  readonly at: number
}

/** @throws Error naming the document and what is wrong with it: CloudWatch would drop it without a word */
export function measurementsOf(document: unknown): Measurement[] {
  check(EmfSchema, document, document)
  const { Timestamp, CloudWatchMetrics } = document._aws
  const members = document as Record<string, unknown> // an object, by the schema
  return CloudWatchMetrics.flatMap(({ Dimensions, Metrics }) => {
    const names = Metrics.map(({ Name }) => Name)
    if (new Set(names).size < names.length) throw new Error(`A metric comes twice: ${JSON.stringify(document)}`)
    return Dimensions.flatMap((keys) => {
      const dimensions = Object.fromEntries(
        keys.map((key) => {
          check(DimensionValue, members[key], document)
          return [key, members[key]]
        }),
      )
      return Metrics.map(({ Name, Unit }) => {
        const value = members[Name]
        check(Datum, value, document)
        return { name: Name, unit: Unit, dimensions, values: [value].flat(), at: Timestamp }
      })
    })
  })
}

function check<T extends TSchema>(schema: T, value: unknown, document: unknown): asserts value is Static<T> {
  if (Value.Check(schema, value)) return
  const [first] = Value.Errors(schema, value)
  throw new Error(`${first?.instancePath} ${first?.message}: ${JSON.stringify(value)} in ${JSON.stringify(document)}`)
}

/** What CloudWatch makes of the output of a container: every line that is a document, whatever stands between. */
export function measurementsIn(output: string): Measurement[] {
  return output
    .split('\n')
    .slice(0, -1) // the last line may still be on its way
    .filter((line) => line.startsWith('{') && line.includes('"_aws"'))
    .flatMap((line) => {
      if (Buffer.byteLength(line) > 16 * 1024) throw new Error(`Docker's log driver would cut this line: ${line}`)
      return measurementsOf(JSON.parse(line))
    })
}

/** The values of one metric under exactly these dimensions, in order. */
export const valuesOf = (
  measurements: readonly Measurement[],
  name: string,
  dimensions: Readonly<Record<string, string>>,
): number[] =>
  measurements
    .filter((one) => one.name === name && Value.Equal(one.dimensions, dimensions))
    .flatMap(({ values }) => values)

export const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)
