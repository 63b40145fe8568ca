import { program } from '../program.ts'
import { type RecordedStack, type Recording, recordProgram } from '../recorder.ts'

/** Values that no resource may show outside of Secrets Manager; unlike anything else in the program. */
export const secretValues = {
  accessToken: 'token-4f9d2c61a7b84e0c',
  openaiApiKey: 'sk-test-91c0ffee5ecret',
  geminiApiKey: 'AIza-test-77deadbeef00',
} as const

export const imageByDigest = `registry.example.com/mpla@sha256:${'5a'.repeat(32)}`

/** The least a stack of each kind needs, with an image so that nothing is built. */
const least = {
  prod: {
    domain: 'mpla.example.com',
    hostedZone: 'example.com',
    alarmEmail: 'on-call@example.com',
    image: imageByDigest,
  },
  dev: { image: imageByDigest },
} as const

/** Records a stack. `changes` overrides settings; `undefined` takes one away. */
export function recordStack(
  stack: string,
  changes: Readonly<Record<string, string | undefined>> = {},
  options: Pick<RecordedStack, 'preview' | 'deployed'> = {},
): Promise<Recording> {
  const settings = { ...least[stack.startsWith('prod') ? 'prod' : 'dev'], ...secretValues, ...changes }
  const config = Object.fromEntries(
    Object.entries(settings).flatMap(([key, value]) => (value === undefined ? [] : [[`mpla:${key}`, value]])),
  )
  const secretKeys = Object.keys(secretValues).map((key) => `mpla:${key}`)
  return recordProgram({ stack, config, secretKeys, ...options }, program)
}
