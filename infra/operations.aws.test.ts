// Every command of every runbook, typed into a shell as the page gives it, on copies of a prod stack in an emulated
// account. Then a drill of every alarm, whose page is followed by what its commands came to.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServerProcess } from '../app/test-support/server-process.ts'
import { missingActions } from './emulator/start-emulator.ts'
import { readPage } from './operations/checkout-pages.ts'
import type { StepResult } from './operations/run-page.ts'
import { linkProblems, runbookLinkIn } from './operations/runbook-link.ts'
import { type Drilled, drillsEveryAlarm, makesFaults, runsTheCommand } from './test-support/drilled-stack.ts'
import { type Circumstances, openExercise, pageNames, stepsOfPage } from './test-support/operated-pages.ts'
import { deploy, type OperatedStack, openOperatedStack } from './test-support/operated-stack.ts'
import { keepSummary, summariseOperations } from './test-support/operations-summary.ts'
import { runsPagesByCommand } from './test-support/runbook-command.ts'

const circumstances: Circumstances = {
  choices: {
    IMAGE: () => `echo registry.example.com/mpla@sha256:${'1'.repeat(64)}`,
    NEW_KEY: () => 'echo not-a-real-openai-key-aacc',
    OPENAI_API_KEY: () => 'echo not-a-real-openai-key-88bb',
    GEMINI_API_KEY: () => 'echo not-a-real-gemini-key-99cc',
    OPENAI_BASE_URL: () => 'echo https://models.example.com/v1',
    ENDGAME_URL: () => 'echo "$SERVED_URL"',
    RECOVERY_POINT: (page) => `
      aws backup list-recovery-points-by-backup-vault --backup-vault-name "$(pulumi stack output backupVault)" \
        --by-resource-type ${page === 'restore-volume' ? 'EFS' : 'RDS'} --query 'RecoveryPoints[0].RecoveryPointArn' --output text`,
    RUN_ID: () => `
      curl -sS -m 10 -H "Authorization: Bearer $(pulumi config get mpla:accessToken)" "$(pulumi stack output url)/api/v1/refinements?limit=1" \
        | node -p 'JSON.parse(require("node:fs").readFileSync(0, "utf8")).items[0].id'`,
    RESTORE_TO: () => 'date -u -d "-1 minute" +%Y-%m-%dT%H:%M:%SZ',
    DIRECTORY: () => 'echo aws-backup-restore_2026-11-23T05-10-11-123Z',
  },
  before: [
    // The second way to the same end: the page takes one of them.
    [
      /restore-db-instance-from-db-snapshot/,
      `aws rds modify-db-instance --no-deletion-protection --apply-immediately --db-instance-identifier mpla-prod-restored
      aws rds delete-db-instance --skip-final-snapshot --db-instance-identifier mpla-prod-restored`,
    ],
    // A database that needs to be started has been stopped.
    [/rds start-db-instance/, 'aws rds stop-db-instance --db-instance-identifier "$(pulumi stack output database)"'],
  ],
  whole: ['restore-database', 'restore-volume', 'roll-back', 'destroy-stack'],
  notHere: [],
}

/**
 * Pages that are followed one after the other on a copy of the stack of their own, beside the others: the provider waits
 * more than a minute for each change of a database. The processors of scale-beyond-three want more memory than other
 * pages give; storage only grows; backups are made before they are restored; a release is rolled back after there was
 * another one; what ends a stack comes last.
 */
const apart = {
  sizes: ['scale-beyond-three', ...pageNames.filter((name) => /^database-(?!storage)/.test(name))],
  storage: ['unhealthy-hosts', 'database-storage-low', ...pageNames.filter((name) => name.startsWith('volume-'))],
  restoring: ['backup-missing', 'backup-failed', 'restore-database', 'restore-volume'],
  releases: ['deploy', 'secret-age', 'rotate-api-keys', 'roll-back', 'destroy-stack'],
}
const others = pageNames.filter((name) => !Object.values(apart).flat().includes(name))
const half = Math.ceil(others.length / 2)
const lanes = Object.entries({
  ...apart,
  'the first half': others.slice(0, half),
  'the second half': others.slice(half),
})
const pages = lanes.flatMap(([, names]) => names)

const exercise = openExercise(circumstances)
let stack: OperatedStack
const copies = new Map<string, OperatedStack>()
let drilled: Drilled = []
beforeAll(async () => {
  stack = await openOperatedStack('operations', startServerProcess)
  await deploy(stack)
  for (const [lane] of lanes) copies.set(lane, await stack.copy())
}, 600_000)
afterAll(async () => {
  if (drilled.length > 0)
    keepSummary(process.env['MPLA_OPERATIONS_SUMMARY'], summariseOperations(hasRun, drilled.map(withLinks)))
  for (const copy of copies.values()) await copy.close()
  await stack?.close()
})

const hasRun = (script: string) => exercise.ran.get(script)?.result?.code === 0

/** A drill, and what is wrong with the links in its messages. */
function withLinks({ record, outcome }: Drilled[number]) {
  const problems = outcome.told.flatMap(({ description }) => {
    const link = runbookLinkIn(description)
    return link
      ? linkProblems(link, (page, commit) => readPage(stack.checkout, page, commit))
      : [`${record.alarm}: none`]
  })
  return { record, linkProblems: problems }
}

/** What prints nothing on an emulator, though its page expects something. */
const silentHere: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/stack output eventLog/, 'EventBridge is not played: no event reaches its log'],
  [/--log-stream-name-prefix migrate/, 'no task is started, so none has migrated'],
  [/^aws ce /, 'nobody pays for an emulator'],
]

const printedNothing = ({ step, result }: StepResult) => step.effect === 'read-only' && result?.stdout.trim() === ''

/** What looks prints something, or its page says what it means when it does not. */
const isSilent = (result: StepResult) =>
  printedNothing(result) &&
  !/\b(nothing|no|none|empty|without output)\b/i.test(result.step.expectation) &&
  !silentHere.some(([pattern]) => pattern.test(result.step.script))

async function follows(lane: string, page: string): Promise<void> {
  const copy = copies.get(lane)
  if (!copy) throw new Error(`Expected a copy of the stack for ${lane}`)
  // Everything that pages have changed is in the settings, and the stack is what they say.
  if (page === 'destroy-stack')
    expect(await copy.run('pulumi preview --expect-no-changes --non-interactive')).toMatch(/\d+ unchanged/)
  const results = await exercise.follow(copy, page)
  const failed = results.filter(({ result }) => result !== undefined && result.code !== 0)
  expect(failed.map(({ step, result }) => [step.script, result])).toEqual([])
  expect(results).toHaveLength(stepsOfPage(page).length)
  expect(results.filter(isSilent).map(({ step }) => [step.script, step.expectation])).toEqual([])
}

test('each page is in one lane', () => {
  expect(pages.toSorted()).toEqual(pageNames.toSorted())
})

// Lanes run side by side, the pages of one in their order.
for (const [lane, names] of lanes)
  describe.concurrent(lane, () => {
    test.each(names)('the commands of %s', { concurrent: false }, (page) => follows(lane, page))
  })

describe('npm run runbook', () => runsPagesByCommand(() => stack))

describe('a drill', () => {
  drillsEveryAlarm(
    () => stack,
    (script) => exercise.ran.get(script)?.result,
    (each) => {
      drilled = each
    },
  )
  makesFaults(() => stack)
  runsTheCommand(() => stack)
})

test('nine commands in ten can be run here; the others say why not, and each reason is still needed', () => {
  const blocks = pages.flatMap((page) => stepsOfPage(page))
  const open = blocks.filter(({ script, effect }) => !exercise.ran.has(script) && effect !== 'manual')
  const reasons = circumstances.notHere.map(([pattern]) => open.filter(({ script }) => pattern.test(script)).length)
  expect(reasons.every((count) => count > 0)).toBe(true)
  expect(open.filter(({ script }) => !circumstances.notHere.some(([pattern]) => pattern.test(script)))).toEqual([])
  expect(blocks.length).toBeGreaterThan(300)
  expect(blocks.filter(({ script }) => exercise.ran.has(script)).length).toBeGreaterThan(0.9 * blocks.length)
})

test('what is silent here still is', () => {
  const silent = [...exercise.ran.values()].filter(printedNothing).map(({ step }) => step.script)
  expect(silentHere.filter(([pattern]) => !silent.some((script) => pattern.test(script)))).toEqual([])
})

test('the emulator had every action', () => {
  expect([stack, ...copies.values()].flatMap(({ emulator }) => missingActions(emulator))).toEqual([])
})
