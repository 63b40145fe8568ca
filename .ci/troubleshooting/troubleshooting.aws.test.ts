// The rows of docs/troubleshooting.md that Pulumi and AWS say, each with its cause made on purpose.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmulatedShell, openEmulatedShell } from '../readme/emulated-shell.ts'
import { firstNotPrinted } from '../readme/steps.ts'
import { troubles } from './table.ts'

const rows = Object.values(troubles)
  .flat()
  .flatMap(({ says, shown }) => (shown.by === 'emulator' ? [{ says, reproduce: shown.reproduce }] : []))

let shell: EmulatedShell
beforeAll(async () => {
  shell = await openEmulatedShell('troubleshooting')
  await shell.run('pulumi stack init dev')
  await shell.run('pulumi config set --secret mpla:accessToken "$(openssl rand -hex 32)"')
})
afterAll(() => shell?.close())

test.each(rows)('says: $says', async ({ says, reproduce }) => {
  const printed = await reproduce(shell)
  expect(firstNotPrinted([`…${says}…`], printed), printed).toBeUndefined()
})
