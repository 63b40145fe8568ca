import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'

/** What PostgreSQL itself takes (`scram_iterations`). */
const iterations = 4096

/**
 * What PostgreSQL stores of a password (RFC 5802, SCRAM-SHA-256). Made here, so that the password itself is in no
 * statement: a server logs statements that are slow or fail.
 * @param password ASCII; other characters would have to be normalised first (SASLprep)
 * @param salt 16 random bytes when not given
 */
export function scramVerifier(password: string, salt = randomBytes(16)): string {
  if (!/^[\x20-\x7e]+$/.test(password))
    throw new Error('Expected the password in DATABASE_URL to consist of printable ASCII characters, got others')
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const keyed = (text: string) => createHmac('sha256', salted).update(text).digest()
  const storedKey = createHash('sha256').update(keyed('Client Key')).digest('base64')
  const serverKey = keyed('Server Key').toString('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`
}
