import { costSettings } from './cost-settings.ts'
import { dataSettings } from './data-settings.ts'
import { edgeSettings } from './edge-settings.ts'
import { githubSettings } from './github-settings.ts'
import { scalingSettings } from './scaling-settings.ts'
import { choice, oneOf, optionalText, type Setting, secret } from './setting.ts'
import { stackKinds } from './stack-kind.ts'
import { taskSettings } from './task-settings.ts'

/** Days that CloudWatch Logs can keep a group; any other number is refused by it. */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]

const modelName = /^[\w./:-]{1,128}$/

/**
 * Every setting of a stack, in the order the table shows them. Validation, messages and documentation are made from it.
 * Prices are US East list prices for a month of 730 hours.
 */
export const settingsTable = {
  kind: choice(stackKinds, {
    description:
      'Whether the stack is protected and redundant (prod) or cheap and disposable (dev); read off the stack name when that is prod, dev, prod-…, dev-… or pr-NUMBER',
    example: 'dev',
    defaults: { prod: 'prod', dev: 'dev' },
  }),
  ...edgeSettings,
  egress: choice(['public', 'nat-single', 'nat-per-az'], {
    description:
      'How tasks reach the model providers: public (own public address, 3.65 USD a month and task), nat-single (private, one NAT gateway, 37 USD) or nat-per-az (private, survives the loss of a zone, 73 USD)',
    example: 'nat-single',
    defaults: { prod: 'nat-single', dev: 'public' },
  }),
  ...dataSettings,
  ...scalingSettings,
  ...taskSettings,
  image: optionalText(/^[a-z0-9][\w.:/-]*@sha256:[0-9a-f]{64}$/, 'an image reference by digest, NAME@sha256:…', {
    description: 'Image to run as it is; when not set, the image is built from this directory and pushed to ECR',
    example: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/mpla@sha256:${'0123456789abcdef'.repeat(4)}`,
  }),
  imageBuilder: optionalText(/^[\w.-]{1,64}$/, 'the name of a buildx builder', {
    description: 'Builder of the local Docker installation to build with; when not set, the one that is active',
    example: 'default',
  }),
  accessToken: secret(16, {
    description: 'Token that clients must present',
    example: '"$(openssl rand -hex 32)"',
    required: {
      kinds: ['prod', 'dev'],
      why: 'the service listens beyond its own machine and would refuse to start without',
    },
  }),
  openaiApiKey: secret(8, {
    description: 'Key for OpenAI, or for the server at openaiBaseUrl; without any key the simulator answers',
    example: '"$OPENAI_API_KEY"',
  }),
  geminiApiKey: secret(8, {
    description: 'Key for the Gemini API',
    example: '"$GEMINI_API_KEY"',
  }),
  openaiBaseUrl: optionalText(
    /^https?:\/\/[^\s/@]+(\/[^\s@]*)?$/,
    'an http:// or https:// address without credentials',
    {
      description:
        'OpenAI-compatible server to use instead of OpenAI, up to and with /v1; its port is opened to the tasks',
      example: 'https://models.example.com/v1',
    },
  ),
  openaiModel: optionalText(modelName, 'the name of a model', {
    description: 'Model taken when a request names none and OpenAI is configured',
    example: 'gpt-5.4-mini',
  }),
  geminiModel: optionalText(modelName, 'the name of a model', {
    description: 'Model taken when a request names none and only Gemini is configured',
    example: 'gemini-2.5-flash',
  }),
  allowedOrigins: optionalText(/^https?:\/\/[^\s,/]+(,https?:\/\/[^\s,/]+)*$/, 'origins separated by commas', {
    description: 'Origins whose pages may call the API from a browser',
    example: 'https://app.example.com',
  }),
  logLevel: choice(['error', 'warn', 'info', 'debug'], {
    description: 'Lowest level the service logs',
    example: 'info',
    defaults: { prod: 'info', dev: 'debug' },
  }),
  logRetentionDays: oneOf(retentionDays, {
    description: 'How long logs are kept',
    unit: 'days',
    example: '90',
    defaults: { prod: 90, dev: 30 },
  }),
  alarmEmail: optionalText(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'an e-mail address', {
    description: 'Address that alarms are sent to; it must confirm the subscription once',
    example: 'on-call@example.com',
    required: { kinds: ['prod'], why: 'an alarm that reaches nobody is none' },
  }),
  ticketEmail: optionalText(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'an e-mail address', {
    description: 'Address for alarms that can wait for the next working day; mpla:alarmEmail when not set',
    example: 'team@example.com',
  }),
  ...costSettings,
  ...githubSettings,
  runbooks: optionalText(/^https:\/\/\S+[^\s/]$/, 'an https:// address without a slash at its end', {
    description:
      'Where runbooks/ can be read, for the links in alarms; when not set, at the commit that last changed it: in mpla:githubRepository, else in the origin of the checkout when that is on GitHub or GitLab, else a file name is given',
    example: 'https://git.example.com/mpla/blob/v1.0.0/runbooks',
  }),
} as const

export type SettingKey = keyof typeof settingsTable
/** Keys whose values are secret, in the order of the table. */
export const secretKeys = ['accessToken', 'openaiApiKey', 'geminiApiKey'] as const satisfies readonly SettingKey[]
export type SecretKey = (typeof secretKeys)[number]
type ValueOf<Key extends SettingKey> = (typeof settingsTable)[Key] extends Setting<infer Value> ? Value : never

export type PlainSettings = { readonly [Key in Exclude<SettingKey, SecretKey>]: ValueOf<Key> }

/** What a stack is to be. Holds no secret: only which of them are set. */
export type Settings = PlainSettings & {
  readonly stack: string
  /** Secrets that are set, in the order of the table. */
  readonly secrets: readonly SecretKey[]
}
