/**
 * Memory of an RDS class in GiB, by size, the same for the general-purpose and burstable families in use (AWS, "Hardware
 * specifications for DB instance classes", November 2026).
 */
const memoryGib: Readonly<Record<string, number>> = {
  'db.t4g.micro': 1,
  'db.t4g.small': 2,
  'db.t4g.medium': 4,
  'db.t4g.large': 8,
  'db.m6g.large': 8,
  'db.m7g.large': 8,
}

/** Memory of a class in GiB; of one that is not known, the least there is, so that alarms rather come late than never. */
export const databaseMemoryGib = (databaseClass: string): number => memoryGib[databaseClass] ?? 1

/**
 * `max_connections` of a class. RDS computes LEAST(DBInstanceClassMemory / 9531392, 5000), where the class memory is what
 * the system leaves of it: about nine tenths.
 */
export const mostConnections = (databaseClass: string): number =>
  Math.min(5_000, Math.floor((0.9 * databaseMemoryGib(databaseClass) * 2 ** 30) / 9_531_392))
