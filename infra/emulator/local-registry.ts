// An image registry on loopback, for a test that pushes.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface LocalRegistry {
  /** 127.0.0.1:PORT, the first part of an image's name; Docker speaks plain HTTP with registries on loopback. */
  readonly address: string
  /** SHA-256 of the manifest that the registry gives for a tag or digest, as "sha256:…"; undefined: it has none. */
  digestOf(repository: string, reference: string): Promise<string | undefined>
  /** How many times a tag was pushed so far. */
  pushes(): number
  /** Empty for a repository that nothing was pushed to. */
  tagsOf(repository: string): Promise<string[]>
  close(): Promise<void>
}

const startLimitMs = 30_000
const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]

/** Starts Debian's docker-registry; its images are lost when it is closed. */
export async function startLocalRegistry(): Promise<LocalRegistry> {
  const directory = mkdtempSync(join(tmpdir(), 'mpla-registry-'))
  const configuration = {
    version: 0.1,
    log: { level: 'info', formatter: 'json' },
    storage: { filesystem: { rootdirectory: directory } },
    http: { addr: '127.0.0.1:0' },
  }
  const file = join(directory, 'config.yml')
  writeFileSync(file, JSON.stringify(configuration)) // JSON is YAML
  const registry = spawn('docker-registry', ['serve', file], { stdio: ['ignore', 'ignore', 'pipe'] })

  let pushes = 0
  // One line for each request, as JSON.
  createInterface(registry.stderr).on('line', (line) => {
    if (/response completed/.test(line) && /"PUT"/.test(line) && /\/manifests\/(?!sha256:)/.test(line)) pushes++
  })
  const address = await new Promise<string>((resolve, reject) => {
    let text = ''
    const fail = (why: string) => reject(new Error(`docker-registry ${why}\n${text.slice(-2000)}`))
    const timer = setTimeout(() => fail(`did not listen within ${startLimitMs / 1000} s`), startLimitMs)
    registry.once('error', (error) => fail(`did not start: ${error.message}`))
    registry.once('exit', (code) => fail(`ended with ${code}`))
    registry.stderr.on('data', (data: Buffer) => {
      if (text.length < 10_000) text += data.toString()
      const found = /listening on (127\.0\.0\.1:\d+)/.exec(text)?.[1]
      if (!found) return
      clearTimeout(timer)
      resolve(found)
    })
  })

  async function get(path: string, accept = 'application/json'): Promise<Response> {
    const answer = await fetch(`http://${address}/v2/${path}`, { headers: { accept } })
    if (!answer.ok && answer.status !== 404)
      throw new Error(`the registry answered ${path} with ${answer.status} ${await answer.text()}`)
    return answer
  }

  return {
    address,
    pushes: () => pushes,
    digestOf: async (repository, reference) => {
      const answer = await get(`${repository}/manifests/${reference}`, manifestTypes.join(', '))
      if (answer.status === 404) return undefined
      return `sha256:${createHash('sha256')
        .update(Buffer.from(await answer.arrayBuffer()))
        .digest('hex')}`
    },
    tagsOf: async (repository) => {
      const answer = await get(`${repository}/tags/list`)
      if (answer.status === 404) return []
      return ((await answer.json()) as { tags: string[] | null }).tags ?? [] // the shape of the registry's API
    },
    close: async () => {
      if (registry.exitCode === null) {
        const ended = new Promise((resolve) => registry.once('exit', resolve))
        registry.kill('SIGKILL')
        await ended
      }
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
