import { X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { rdsAuthorities } from './rds-authorities.ts'

const certificatesIn = (pem: string) =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (text) => new X509Certificate(text),
  )

test('every authority is a self-signed RDS root that signs the instances of some region', () => {
  const found = certificatesIn(rdsAuthorities(new Date('2026-01-01')))
  expect(found.length).toBeGreaterThan(60)
  for (const certificate of found) {
    expect(certificate.subject).toMatch(/Amazon RDS/)
    expect(certificate.ca).toBe(true)
  }
  const names = found.map(({ subject }) => subject)
  expect(names.filter((name) => /eu-west-1 Root CA RSA2048 G1/.test(name))).toHaveLength(1)
  expect(names.filter((name) => /Beta|2019/.test(name))).toEqual([])
})

test('says so when none is valid any more', () => {
  expect(() => rdsAuthorities(new Date('2200-01-01'))).toThrow(/found none/)
})
