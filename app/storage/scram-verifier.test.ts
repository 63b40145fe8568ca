import { expect, test } from 'vitest'
import { scramVerifier } from './scram-verifier.ts'

test('is what PostgreSQL stores', () => {
  // RFC 7677, section 3: password "pencil", this salt, 4096 iterations; the keys follow from its proof and signature.
  const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64')
  expect(scramVerifier('pencil', salt)).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  )
})

test('two of the same password differ', () => {
  expect(scramVerifier('a password')).not.toBe(scramVerifier('a password'))
})

test('refuses what it would have to normalise', () => {
  expect(() => scramVerifier('pässword')).toThrow(/printable ASCII/)
})
