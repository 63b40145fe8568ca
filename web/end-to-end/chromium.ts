// biome-ignore-all lint/style/noRestrictedImports: runs in the process of the tests, not in the page
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { TestContext } from 'vitest'

const executablePath = '/usr/bin/chromium'
const quiet = ['background-networking', 'component-update', 'sync', 'quic', 'gpu'].map((name) => `--disable-${name}`)

export const webRoot = resolve(import.meta.dirname, '../../dist/web')

/** Why the journeys cannot run here; undefined when they can. */
export const missingChromium: string | undefined = existsSync(executablePath)
  ? undefined
  : `no ${executablePath}: apt-get install chromium`

/** Before each journey: skips it, saying why, where it cannot run. */
export function needChromium({ skip }: TestContext): void {
  if (missingChromium !== undefined) skip(missingChromium)
}

/** @throws when the page was not built: a journey through an old or missing page would prove nothing */
export function launchChromium(): Promise<Browser> {
  if (!existsSync(join(webRoot, 'index.html')))
    throw new Error(`Expected the built page in ${webRoot}: npm run build:web`)
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--no-first-run', ...quiet] })
}

export interface Visit {
  readonly page: Page
  /** What went wrong in the page so far: errors of the console, exceptions, refusals of the content security policy. */
  troubles(): string[]
  close(): Promise<void>
}

/** A fresh profile: no cookies, no storage. */
export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('console', (message) => {
    // The policy's refusals are errors of the console, too.
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text())
  })
  page.on('pageerror', (error) => troubles.push(String(error)))
  return { page, troubles: () => [...troubles], close: () => context.close() }
}

/** Starts a run from the start page and answers when its own address is open. */
export async function startRun(page: Page, prompt: string): Promise<void> {
  await page.getByLabel('Your prompt').fill(prompt)
  await page.getByRole('button', { name: 'Start refining' }).click()
  await page.waitForURL(/#\/runs\/[0-9a-f-]{36}$/)
}

/** Waits until the run on the page has ended. @throws Error with what the page shows instead */
export async function runEnd(page: Page): Promise<void> {
  try {
    await page.getByRole('button', { name: 'Refine this again' }).waitFor()
  } catch (cause) {
    const shown = await page.locator('body').innerText()
    throw new Error(`Expected the page of a run that has ended, got: ${shown.replaceAll(/\s+/g, ' ')}`, { cause })
  }
}
