import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Which of the texts stand in which files of a directory: "state/.pulumi/stacks/mpla/prod.json: <text>". For secrets:
 * whatever an operation wrote (state, its backups, logs) is in `Emulator.logDirectory`.
 */
export function searchFiles(directory: string, texts: readonly string[]): string[] {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files.flatMap((entry) => {
    const file = join(entry.parentPath, entry.name)
    const content = readFileSync(file, 'utf8')
    return texts.filter((text) => content.includes(text)).map((text) => `${file}: ${text}`)
  })
}
