import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach } from 'vitest'

/** What an image could be built from, with files that do not belong to it. */
export const checkoutFiles = {
  '.dockerignore': '*\n!app\n**/*.test.ts\n',
  Dockerfile: `FROM scratch ${process.pid}\n`,
  'README.md': 'not part of it',
  'app/main.ts': 'start()',
  'app/main.test.ts': 'expect()',
}

/** Folders that are removed after the test of the file that calls this. */
export function temporaryFolders(): {
  /** A checkout with the given files. */
  checkout(files: Readonly<Record<string, string>>): string
  /** Has a folder removed that the test did not make itself. */
  remove(folder: string): void
} {
  const made: string[] = []
  afterEach(() => {
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
  })
  return {
    checkout: (files) => {
      const root = mkdtempSync(join(tmpdir(), 'mpla-checkout-'))
      made.push(root)
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true })
        writeFileSync(join(root, path), content)
      }
      return root
    },
    remove: (folder) => {
      made.push(folder)
    },
  }
}
