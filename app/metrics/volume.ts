import { statfs } from 'node:fs/promises'

export interface VolumeUse {
  /** What a process that is not root may still write. */
  readonly freeBytes: number
  /** 0 to 1, as `df` shows it. */
  readonly usedRatio: number
}

/** Of statfs(2): size of a block, and how many there are in all, free, and free for others than root. */
type Blocks = Readonly<Record<'bsize' | 'blocks' | 'bfree' | 'bavail', number>>

/** `df` leaves out of both sides what is reserved for root. A file system without a size of its own (EFS) is empty. */
export function volumeUseOf({ bsize, blocks, bfree, bavail }: Blocks): VolumeUse {
  const used = blocks - bfree
  return { freeBytes: bavail * bsize, usedRatio: used + bavail > 0 ? used / (used + bavail) : 0 }
}

/** The volume that a folder is on. @throws when there is no such folder */
export const volumeUse = async (folder: string): Promise<VolumeUse> => volumeUseOf(await statfs(folder))

/** Free bytes below which SQLite cannot be relied on to store anything: its journal needs room as well. */
const leastFreeBytes = 1024 * 1024

/** Whether something can still be stored. */
export const hasRoom = ({ freeBytes, usedRatio }: VolumeUse): boolean => usedRatio === 0 || freeBytes >= leastFreeBytes
