import { resource, testRules } from '../../test-support/policy-cases.ts'
import { taskDefinition } from '../containers.ts'
import { secretRules } from './secrets.ts'

const task = (container: object) =>
  resource(taskDefinition, { containerDefinitions: JSON.stringify([{ name: 'app', ...container }]) })
const plain = (name: string, value: string) => task({ environment: [{ name, value }] })
const reference = (valueFrom: string) => task({ secrets: [{ name: 'OPENAI_API_KEY', valueFrom }] })
const arn = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:mpla-prod-openaiApiKey-AbCdEf'
const secret = (recoveryWindowInDays: number | undefined, kind = 'prod') =>
  resource('aws:secretsmanager/secret:Secret', { recoveryWindowInDays, tags: { kind } })

testRules(secretRules, {
  'no-secret-in-environment': {
    right: [[plain('LOG_LEVEL', 'info')], [plain('DATABASE_URL', 'file:/data/mpla.db')], [task({})]],
    wrong: [
      // The value itself is never told.
      [['container app: SMTP_PASSWORD has the name of a secret'], plain('SMTP_PASSWORD', 'hunter2')],
      [
        ['container app: DATABASE_URL looks like an address with a password'],
        plain('DATABASE_URL', 'postgresql://mpla:hunter2@db.example.com/mpla'),
      ],
    ],
  },
  'secrets-by-version': {
    right: [
      [reference(`${arn}:::00000000-0000-4000-8000-000000000001`)],
      [reference('arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-0a1b2c3d-X9Y8Z7:password::')],
      [task({})],
    ],
    wrong: [
      [['container app: OPENAI_API_KEY names no version'], reference(arn)],
      [['container app: OPENAI_API_KEY names no version'], reference(`${arn}::AWSCURRENT:`)],
    ],
  },
  'secrets-recoverable-in-prod': {
    right: [[secret(7)], [secret(undefined)], [secret(0, 'dev')]],
    wrong: [[['recoveryWindowInDays is 0, expected 7 to 30'], secret(0)]],
  },
})
