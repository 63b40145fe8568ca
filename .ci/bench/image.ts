import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { docker, missingForImages, testImage } from '../image/docker.ts'
import type { Bench } from './measure.ts'

const base = 'node:24-bookworm-slim'
const mib = (bytes: number) => bytes / 1024 / 1024

/** The layer files of an image as `docker save` writes them: content hash -> bytes. */
async function layers(image: string): Promise<Map<string, Buffer>> {
  const folder = mkdtempSync(join(tmpdir(), 'mpla-image-'))
  try {
    await docker('save', '--output', join(folder, 'image.tar'), image)
    execFileSync('tar', ['-xf', 'image.tar'], { cwd: folder })
    const [{ Layers: files }]: { Layers: string[] }[] = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
    const [{ RootFS: rootfs }]: { RootFS: { Layers: string[] } }[] = JSON.parse(await docker('image', 'inspect', image))
    return new Map(rootfs.Layers.map((digest, i) => [digest, readFileSync(join(folder, files[i] ?? ''))]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const image: Bench = {
  name: 'image',
  about: `what the image adds to ${base}, compressed with gzip -6 as a registry stores it`,
  async run() {
    const missing = await missingForImages()
    if (missing !== null) return [{ measure: 'not measured', value: missing }]
    const inherited = await layers(base)
    const own = [...(await layers(await testImage()))]
      .filter(([digest]) => !inherited.has(digest))
      .map(([, bytes]) => bytes)
    if (own.length === 0) throw new Error('expected layers above the base image, found none')
    const compressed = own.reduce((sum, bytes) => sum + gzipSync(bytes, { level: 6 }).length, 0)
    const plain = own.reduce((sum, bytes) => sum + bytes.length, 0)
    return [
      { measure: 'MiB added, uncompressed', value: mib(plain).toFixed(1) },
      {
        measure: 'MiB added, compressed',
        value: mib(compressed).toFixed(1),
        goal: '<= 15',
        met: mib(compressed) <= 15,
      },
    ]
  },
}
