import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { webRoot } from './chromium.ts'

const assets = readdirSync(join(webRoot, 'assets'))
const html = readFileSync(join(webRoot, 'index.html'), 'utf8')

const gzippedBytes = (extension: string) => {
  const files = assets.filter((name) => name.endsWith(extension))
  expect(files.length).toBeGreaterThan(0)
  return files.reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(webRoot, 'assets', name)), { level: 9 }).length,
    0,
  )
}

test('the scripts of the page weigh at most 25 kB on the wire', () => {
  expect(gzippedBytes('.js')).toBeLessThanOrEqual(25_000)
})

test('the built page has no inline script, no inline style and nothing from elsewhere', () => {
  const scripts = html.match(/<script[^>]*>[^<]*/g) ?? []
  expect(scripts.length).toBe(1)
  expect(scripts[0]).toMatch(/^<script [^>]*src="\/assets\/[^"]+">$/)
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|https?:/)
  const styles = assets
    .filter((name) => name.endsWith('.css'))
    .map((name) => readFileSync(join(webRoot, 'assets', name), 'utf8'))
  expect(styles.join('')).not.toMatch(/url\(|@import/)
})

test('every file of the page has the hash of its content in its name, so that it may be cached for ever', () => {
  expect(assets.length).toBeGreaterThan(0)
  for (const name of assets) expect(name).toMatch(/-[\w-]{8}\.\w+$/)
})
