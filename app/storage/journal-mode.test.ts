import { expect, test } from 'vitest'
import { journalModeFor } from './journal-mode.ts'

test.each([
  ['ext4', 0xef53, 'WAL'],
  ['xfs', 0x58465342, 'WAL'],
  ['overlayfs', 0x794c7630, 'WAL'],
  ['tmpfs', 0x01021994, 'WAL'],
  ['NFS, which EFS is', 0x6969, 'DELETE'],
  ['CIFS', 0xff534d42, 'DELETE'],
  ['9P', 0x01021997, 'DELETE'],
] as const)('%s gets journal mode %3$s', (_name, magic, mode) => {
  expect(journalModeFor(magic)).toBe(mode)
})
