import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ServerProcess, startServerProcess } from '../../app/test-support/server-process.ts'
import { sqliteDatabases } from '../../app/test-support/test-database.ts'
import { launchChromium, missingChromium, needChromium, runEnd, visit } from './chromium.ts'

const databases = sqliteDatabases()
let browser: Browser
let server: ServerProcess

describe('without a mouse, and without motion', () => {
  beforeEach(needChromium)
  beforeAll(async () => {
    if (missingChromium) return
    server = await startServerProcess({ env: { DATABASE_URL: await databases.createEmpty() } })
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.end('SIGTERM')
    await databases.close()
  })

  test('the whole journey works with the keyboard alone, and the focus is always visible', async () => {
    const { page, close } = await visit(browser, { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.goto(server.url)
    await page.getByText('Fixed rules answer here').waitFor()
    const focused = () =>
      page.evaluate(() => {
        const element = document.activeElement
        const name = element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? ''
        return element instanceof HTMLInputElement ||
          element instanceof HTMLTextAreaElement ||
          element instanceof HTMLSelectElement
          ? (element.labels?.[0]?.textContent ?? '')
          : name
      })
    /** Presses Tab until this has the focus. */
    const tabTo = async (name: RegExp) => {
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press('Tab')
        const outline = await page.evaluate(() => {
          const element = document.activeElement
          const ring = element?.closest('label') ?? element
          return [element, ring].some((it) => it !== null && getComputedStyle(it).outlineStyle !== 'none')
        })
        expect(outline, `the focus shows on "${await focused()}"`).toBe(true)
        if (name.test(await focused())) return
      }
      throw new Error(`Tab never reached ${name}; last was "${await focused()}"`)
    }

    await tabTo(/^Skip to the content$/)
    await page.keyboard.press('Enter')
    await tabTo(/^Your prompt$/)
    await page.keyboard.type('Write about our new bicycle for people who ride to work.')
    await tabTo(/^Model the prompt is for$/)
    await tabTo(/^Temperature and limits/)
    await page.keyboard.press('Enter')
    await tabTo(/^Rewrites to try$/)
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('2')
    await page.keyboard.press('Control+Enter')
    await runEnd(page)
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
    await tabTo(/^Changes$/)
    await page.keyboard.press('ArrowRight')
    expect(await page.getByRole('radio', { name: 'Text' }).isChecked()).toBe(true)
    await tabTo(/^Copy prompt$/)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('bicycle')
    await tabTo(/^Answer/)
    await page.keyboard.press('Enter')
    expect(await page.locator('details[open]').count()).toBe(1)
    await close()
  })

  test('nothing moves for those who asked for that, and something does for the others', async () => {
    const animations = async (reducedMotion: 'reduce' | 'no-preference') => {
      const { page, close } = await visit(browser, { reducedMotion })
      await page.route('**/api/v1/session', () => {}) // never answered: the page keeps loading
      await page.goto(server.url)
      await page.locator('.skeleton').waitFor()
      const count = await page.evaluate(() => document.getAnimations().length)
      await close()
      return count
    }
    expect(await animations('reduce')).toBe(0)
    expect(await animations('no-preference')).toBeGreaterThan(0)
  })
})
