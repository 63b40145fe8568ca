import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { createServer } from 'node:tls'

/** What stands for the load balancer of a domain on this machine: it speaks TLS with a certificate made for it. */
export interface TlsFront {
  /** Has curl, wherever it is started with this environment, find the domain here and trust its certificate. */
  readonly env: { readonly CURL_HOME: string }
  close(): void
}

/**
 * @param folder gets certificate, key and curl's settings; the caller removes it
 * @param url of the server behind it, e.g. http://127.0.0.1:40123
 */
export async function openTlsFront(folder: string, domain: string, url: string): Promise<TlsFront> {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const name = ['-subj', `/CN=${domain}`, '-addext', `subjectAltName=DNS:${domain}`]
  execFileSync('openssl', ['req', '-x509', ...curve, ...name, '-days', '1', '-keyout', key, '-out', cert], {
    stdio: 'pipe',
  })
  const { hostname, port } = new URL(url)
  const front = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (outer) => {
    const inner = connect(Number(port), hostname)
    for (const socket of [outer, inner]) socket.on('error', () => [outer, inner].map((each) => each.destroy()))
    outer.pipe(inner).pipe(outer)
  })
  front.listen(0, '127.0.0.1')
  await once(front, 'listening')
  const own = (front.address() as AddressInfo).port // it listens on a port, not on a path
  writeFileSync(join(folder, '.curlrc'), `connect-to = "${domain}:443:127.0.0.1:${own}"\ncacert = "${cert}"\n`)
  return { env: { CURL_HOME: folder }, close: () => void front.close() }
}
