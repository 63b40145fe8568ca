import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { sqliteDatabases } from '../test-support/test-database.ts'
import type { LeftOpen } from '../test-support/transactions-program.ts'

const databases = sqliteDatabases()
afterAll(() => databases.close())

// The client that the adapter asks for (0.17) keeps two files and 0.2 MiB for every transaction: the override in
// package.json is what this checks.
test('4,000 transactions leave no files open and no memory behind, with the handles that ulimit -n 1024 allows', async () => {
  const url = await databases.createEmpty()
  const program = `${import.meta.dirname}/../test-support/transactions-program.ts`
  // A small young generation: the resident memory then shows what is kept, not how much garbage V8 lets lie.
  const flags = '--expose-gc --max-semi-space-size=4'
  const command = `ulimit -n 1024 && exec "${process.execPath}" ${flags} "${program}" "${url}"`
  const { stdout } = await promisify(execFile)('sh', ['-c', command])
  const { openFiles, grownMiB }: LeftOpen = JSON.parse(stdout)
  expect(openFiles).toBeGreaterThan(3)
  expect(openFiles).toBeLessThan(40)
  expect(grownMiB).toBeLessThan(100)
  console.log(`4,000 transactions: ${openFiles} open files, ${grownMiB.toFixed(1)} MiB more`)
})
