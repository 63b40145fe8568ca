import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { webRoot } from './chromium.ts'

const assets = readdirSync(join(webRoot, 'assets'))
const html = readFileSync(join(webRoot, 'index.html'), 'utf8')

const gzippedBytes = (names: readonly string[]) => {
  expect(names.length).toBeGreaterThan(0)
  return names.reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(webRoot, 'assets', name)), { level: 9 }).length,
    0,
  )
}
const scripts = assets.filter((name) => name.endsWith('.js'))

test('the scripts that the start page waits for weigh at most 24 kB on the wire, all of them 60', () => {
  const first = scripts.filter((name) => html.includes(name))
  expect(gzippedBytes(first)).toBeLessThanOrEqual(24_000)
  expect(gzippedBytes(scripts)).toBeLessThanOrEqual(60_000)
})

test('the built page has no inline script, no inline style and nothing from elsewhere', () => {
  const tags = html.match(/<script[^>]*>[^<]*/g) ?? []
  expect(tags.length).toBe(1)
  expect(tags[0]).toMatch(/^<script [^>]*src="\/assets\/[^"]+">$/)
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
