import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Why a program cannot be used here, in words; undefined when it can.
 * @param debianPackage what brings it
 */
export const missingProgram = (name: string, debianPackage: string): string | undefined =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => isProgram(join(folder, name)))
    ? undefined
    : `${name} was not found: install ${debianPackage}`
