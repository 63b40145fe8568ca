import { isIP } from 'node:net'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { explain } from './schema-errors.ts'
import { convertText } from './text-values.ts'

/** Every variable the server reads. The README table is generated from it; nothing else reads the environment. */
export const ConfigSchema = Type.Object({
  PORT: Type.Integer({
    default: 8080,
    minimum: 0,
    maximum: 65535,
    description: 'Port to listen on; 0 takes a free one',
  }),
  HOST: Type.String({
    default: '127.0.0.1',
    minLength: 1,
    description: 'Address to listen on; anything but loopback needs MPLA_ACCESS_TOKEN',
  }),
  DATABASE_URL: Type.String({
    default: 'file:data/mpla.db',
    pattern: '^(file:.+|postgres(ql)?://.+)$',
    description: '`file:PATH` for SQLite (one process), `postgresql://…` to run several',
  }),
  DATABASE_ADMIN_USER: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'For `migrate` alone: owner of the PostgreSQL database, who makes the role of DATABASE_URL',
    }),
  ),
  DATABASE_ADMIN_PASSWORD: Type.Optional(
    Type.String({ minLength: 1, description: 'For `migrate` alone: password of DATABASE_ADMIN_USER' }),
  ),
  MPLA_ACCESS_TOKEN: Type.Optional(
    Type.String({
      minLength: 16,
      description: 'Token that clients must present; without it the server serves loopback only',
    }),
  ),
  OPENAI_API_KEY: Type.Optional(
    Type.String({ minLength: 1, description: 'Key for OpenAI or the server at OPENAI_BASE_URL' }),
  ),
  OPENAI_BASE_URL: Type.Optional(
    Type.String({
      pattern: '^https?://',
      description: 'An OpenAI-compatible server (Ollama, vLLM, …), up to and with /v1',
    }),
  ),
  OPENAI_MODEL: Type.String({
    default: 'gpt-5.4-mini',
    minLength: 1,
    description: 'Model taken when a request names none and this provider is configured',
  }),
  GEMINI_API_KEY: Type.Optional(Type.String({ minLength: 1, description: 'Key for the Gemini API' })),
  GEMINI_BASE_URL: Type.Optional(
    Type.String({ pattern: '^https?://', description: 'Another address of the Gemini API (proxies, tests)' }),
  ),
  GEMINI_MODEL: Type.String({
    default: 'gemini-2.5-flash',
    minLength: 1,
    description: 'Model taken when a request names none and OpenAI is not configured',
  }),
  MODEL_TIMEOUT_MS: Type.Integer({
    default: 60_000,
    minimum: 100,
    maximum: 600_000,
    description: 'Longest wait for one model answer, in ms',
  }),
  CONCURRENT_RUNS: Type.Integer({
    default: 8,
    minimum: 1,
    maximum: 100,
    description: 'Runs that one process works on at once',
  }),
  RATE_LIMIT_PER_MINUTE: Type.Integer({
    default: 300,
    minimum: 1,
    maximum: 1_000_000,
    description: 'API requests per client address and minute, per process',
  }),
  ALLOWED_ORIGINS: Type.String({
    default: '',
    description: 'Origins, separated by commas, whose pages may call the API; empty: none',
  }),
  TRUSTED_PROXIES: Type.String({
    default: '',
    description: 'Addresses or CIDR ranges, separated by commas, whose X-Forwarded-For is believed; empty: none',
  }),
  SHUTDOWN_GRACE_MS: Type.Integer({
    default: 20_000,
    minimum: 100,
    maximum: 110_000,
    description: 'Longest time from SIGTERM to exit, in ms',
  }),
  STREAM_PATIENCE_MS: Type.Integer({
    default: 60_000,
    minimum: 100,
    maximum: 600_000,
    description: 'How long a client of an event stream may take nothing before it is dropped, in ms',
  }),
  MEMORY_LIMIT_MIB: Type.Integer({
    default: 0,
    minimum: 0,
    description: 'Resident memory above which requests are shed, in MiB; 0: no limit',
  }),
  MEMORY_PATIENCE_MS: Type.Integer({
    default: 60_000,
    minimum: 1_000,
    maximum: 3_600_000,
    description: 'How long memory may stay above MEMORY_LIMIT_MIB until the process is no longer ready, in ms',
  }),
  MPLA_CASSETTE: Type.Optional(
    Type.String({
      pattern: '^(record|replay):.+$',
      description: '`record:FILE` adds every model call to the file, `replay:FILE` answers from it and asks no model',
    }),
  ),
  LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
    default: 'info',
    description: 'Lowest level written to the log',
  }),
  MPLA_WEBHOOK_ALLOW_PRIVATE: Type.Enum(['no', 'yes'], {
    default: 'no',
    description: 'Whether webhooks may be sent to private addresses, and without TLS',
  }),
  MPLA_EMF_SERVICE: Type.String({
    default: '',
    pattern: '^([A-Za-z0-9][A-Za-z0-9._-]{0,63})?$',
    description:
      'Set: metrics go to CloudWatch, as lines of the log in the embedded metric format, with this name as their dimension `service`',
  }),
  MPLA_EMF_INTERVAL_S: Type.Integer({
    default: 60,
    minimum: 1,
    maximum: 600,
    description: 'Time between two such lines, in s; shorter ones cost more and show no more',
  }),
  MPLA_ROTATED_AT: Type.Optional(
    Type.String({
      format: 'date-time',
      description: 'When the oldest of the secrets got its value, RFC 3339; set: its age is among the metrics',
    }),
  ),
  MPLA_VERSION: Type.String({ default: 'development', description: 'Shown by /api/health; the image sets it' }),
})

export type Config = Readonly<Static<typeof ConfigSchema>>

/** The names whose values are secret: redacted in logs, `secrets` in the task definition. */
export const secretNames = [
  'MPLA_ACCESS_TOKEN',
  'OPENAI_API_KEY',
  'GEMINI_API_KEY',
  'DATABASE_URL',
  'DATABASE_ADMIN_USER',
  'DATABASE_ADMIN_PASSWORD',
] as const

/** Who migrates in place of the role of DATABASE_URL; undefined: that role owns the database. */
export function administratorOf({ DATABASE_ADMIN_USER: user, DATABASE_ADMIN_PASSWORD: password }: Config) {
  return user !== undefined && password !== undefined ? { user, password } : undefined
}

/** Whether a host name or address (IPv6 also in brackets) means this machine only. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)

/** The parts of a variable that holds a list. */
export const listOf = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text

function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return rest.length === 0 && longest > 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= longest))
}

/** What a schema cannot say: the values that have a grammar of their own, and those that depend on each other. */
function mistakes(config: Config): string[] {
  const found = []
  for (const origin of listOf(config.ALLOWED_ORIGINS))
    if (!isOrigin(origin))
      found.push(
        `ALLOWED_ORIGINS must list origins like https://example.org, without path or final slash; got ${origin}`,
      )
  for (const range of listOf(config.TRUSTED_PROXIES))
    if (!isAddressRange(range))
      found.push(`TRUSTED_PROXIES must list addresses or CIDR ranges like 10.0.0.0/16; got ${range}`)
  if (!isLoopback(config.HOST) && config.MPLA_ACCESS_TOKEN === undefined)
    found.push(
      `HOST=${config.HOST} listens beyond this machine, which needs an access token: set MPLA_ACCESS_TOKEN to at least 16 characters (for example \`openssl rand -hex 32\`), or HOST=127.0.0.1`,
    )
  if ((config.DATABASE_ADMIN_USER === undefined) !== (config.DATABASE_ADMIN_PASSWORD === undefined))
    found.push('DATABASE_ADMIN_USER and DATABASE_ADMIN_PASSWORD must be set both or neither; got one of them')
  if (config.DATABASE_ADMIN_USER !== undefined && config.DATABASE_URL.startsWith('file:'))
    found.push('DATABASE_ADMIN_USER must not be set with SQLite, which has no roles; DATABASE_URL is a file')
  return found
}

/** What is wrong with the environment, one line for each variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'))
  }
}

/**
 * Reads the configuration. Empty values count as not set; variables that are not ours are ignored.
 * @throws ConfigError that names every wrong variable, what it must be, and what it was unless it is a secret.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const names = Object.keys(ConfigSchema.properties)
  const given = Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])))
  const values = Value.Default(ConfigSchema, convertText(ConfigSchema, given))
  const errors = Value.Errors(ConfigSchema, values)
  if (errors.length > 0) throw new ConfigError(errors.map((error) => explainOne(error, values)))
  const config = Value.Parse(ConfigSchema, values)
  const found = mistakes(config)
  if (found.length > 0) throw new ConfigError(found)
  return Object.freeze(config)
}

function explainOne(error: ReturnType<typeof Value.Errors>[number], values: unknown): string {
  const isSecret = (secretNames as readonly string[]).includes(error.instancePath.slice(1)) // wider, to ask about any name
  return explain([error], ConfigSchema, values, '', { showValues: !isSecret }).slice(1) // no leading slash
}
