import { publicCidrs } from './cidrs.ts'
import { imageContract } from './image-contract.ts'
import { stackPrefix } from './names.ts'
import type { SecretKey, Settings } from './settings-table.ts'
import type { Timeouts } from './timeouts.ts'

/** The variable under which the application reads a secret. */
export const variableOfSecret = {
  accessToken: 'MPLA_ACCESS_TOKEN',
  openaiApiKey: 'OPENAI_API_KEY',
  geminiApiKey: 'GEMINI_API_KEY',
} as const satisfies Record<SecretKey, string>

/** Where the application finds PostgreSQL. It holds the password, so it is a secret too. */
export const databaseUrlVariable = 'DATABASE_URL'

/** Variables of the migration container alone, and the keys under which RDS keeps them in the secret it manages. */
export const administratorVariables = {
  DATABASE_ADMIN_USER: 'username',
  DATABASE_ADMIN_PASSWORD: 'password',
} as const

/** Share of a task's memory above which the application sheds requests, so that it is not killed for the rest. */
const memoryShare = 0.8

const optionalVariables = (settings: Settings) => ({
  OPENAI_BASE_URL: settings.openaiBaseUrl,
  OPENAI_MODEL: settings.openaiModel,
  GEMINI_MODEL: settings.geminiModel,
  ALLOWED_ORIGINS: settings.allowedOrigins,
  // A path, not a credential: SQLite has no password.
  [databaseUrlVariable]: settings.database === 'sqlite' ? `file:${imageContract.dataFolder}/mpla.db` : undefined,
})

const fixedVariables = (settings: Settings, timeouts: Timeouts) => ({
  HOST: '0.0.0.0',
  PORT: String(imageContract.port),
  LOG_LEVEL: settings.logLevel,
  MEMORY_LIMIT_MIB: String(Math.floor(settings.memory * memoryShare)),
  SHUTDOWN_GRACE_MS: String(timeouts.shutdownGrace * 1000),
  // The load balancer's subnets: only its word on a client's address is believed.
  TRUSTED_PROXIES: publicCidrs.join(','),
})

/** What only makes sense where CloudWatch reads the log. */
const cloudWatchVariables = (settings: Settings) => ({
  // Tells the stacks of an account apart; alarms name it as their dimension `service`.
  MPLA_EMF_SERVICE: stackPrefix(settings.stack),
})

/** Plain variables of the application. No secret is among them: those are under `secrets` of the container. */
export function plainEnvironment(settings: Settings, timeouts: Timeouts): Readonly<Record<string, string>> {
  const given = Object.entries(optionalVariables(settings)).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return { ...fixedVariables(settings, timeouts), ...cloudWatchVariables(settings), ...Object.fromEntries(given) }
}

/** Name of every variable that a stack can give the application wherever it runs, secret ones included, in alphabetical order. */
export function environmentNames(settings: Settings, timeouts: Timeouts): readonly string[] {
  const plain = { ...fixedVariables(settings, timeouts), ...optionalVariables(settings) }
  return [...new Set([...Object.keys(plain), ...Object.values(variableOfSecret)])].toSorted()
}

/**
 * The address of PostgreSQL with a verified, encrypted connection. Any less (`require`) would encrypt towards whoever answers.
 * @param parts `password` must need no escaping in a URL
 */
export const postgresUrl = (parts: { user: string; password: string; endpoint: string; database: string }): string =>
  `postgresql://${parts.user}:${parts.password}@${parts.endpoint}/${parts.database}?sslmode=verify-full&sslrootcert=${imageContract.rdsCertificates}`
