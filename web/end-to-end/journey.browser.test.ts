import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ServerProcess, startServerProcess } from '../../app/test-support/server-process.ts'
import { sqliteDatabases } from '../../app/test-support/test-database.ts'
import { launchChromium, missingChromium, needChromium, runEnd, startRun, visit } from './chromium.ts'

const databases = sqliteDatabases()
let browser: Browser
let server: ServerProcess

const prompt = 'Write about our new bicycle for people who ride to work.'

describe('a prompt author without any key', () => {
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

  test('types a prompt, sees the steps, and takes the best version with its changes', async () => {
    const { page, troubles, close } = await visit(browser, { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.goto(server.url)
    await page.getByText('Nothing here yet').waitFor()
    await page.getByText('Fixed rules answer here').waitFor()
    await startRun(page, prompt)
    await page.getByRole('heading', { level: 1, name: prompt }).waitFor()
    await runEnd(page)

    const result = page.getByRole('region', { name: 'Best version' })
    await result
      .getByText(
        /Version \d+ is better than your prompt: its answers score \+[\d.]+ points over 8 pairs of fresh answers/,
      )
      .waitFor()
    expect(await result.locator('ins').count()).toBeGreaterThan(0)
    const kept = await result.locator('.text-block > :not(ins)').allTextContents()
    expect(kept.join('')).toBe(prompt)

    await result.getByRole('radio', { name: 'Text' }).check()
    const best = await result.locator('.text-block').textContent()
    await result.getByRole('button', { name: 'Copy prompt' }).click()
    await result.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(best)

    await result.getByRole('radio', { name: 'Answers' }).check()
    await result.getByRole('heading', { name: 'Answer to your prompt' }).waitFor()
    expect(await result.locator('.answer').count()).toBe(2)

    const steps = page
      .getByRole('region', { name: 'Step by step' })
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading') })
    expect(await steps.count()).toBeGreaterThanOrEqual(2)
    expect(await steps.first().getByRole('meter').count()).toBeGreaterThan(1)
    expect(troubles()).toEqual([])
    await close()
  })

  test('the content security policy refuses inline code, and the page needs none', async () => {
    const { page, troubles, close } = await visit(browser)
    await page.goto(server.url)
    await startRun(page, `${prompt} It is light.`)
    await runEnd(page)
    expect(troubles()).toEqual([])
    await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'document.title = "taken over"'
      document.body.append(script)
      document.body.setAttribute('style', 'color: red')
    })
    expect(await page.title()).not.toBe('taken over')
    await expect.poll(() => troubles().length).toBe(2) // so refusals are seen here, and there was none before
    await close()
  })

  test('finds the run again: after a reload, in the list, by its address, and with the back button', async () => {
    const { page, troubles, close } = await visit(browser)
    await page.goto(server.url)
    await startRun(page, `${prompt} It folds.`)
    await runEnd(page)
    const address = page.url()
    const shown = () => page.getByRole('region', { name: 'Best version' }).locator('.text-block').textContent()
    const best = await shown()

    await page.reload()
    await runEnd(page)
    expect(await shown()).toBe(best)

    await page.getByRole('link', { name: 'All runs' }).click()
    await page.getByRole('link', { name: /It folds/ }).click()
    await page.waitForURL(address)
    await runEnd(page)
    expect(await shown()).toBe(best)

    await page.goBack()
    await page.getByRole('heading', { name: 'Refine a prompt' }).waitFor()
    await page.goForward()
    await runEnd(page)

    const elsewhere = await visit(browser)
    await elsewhere.page.goto(address)
    await runEnd(elsewhere.page)
    expect([troubles(), elsewhere.troubles()]).toEqual([[], []])
    await elsewhere.close()
    await close()
  })

  test('refines the best version again', async () => {
    const { page, close } = await visit(browser)
    await page.goto(server.url)
    await startRun(page, `${prompt} It is blue.`)
    await runEnd(page)
    const result = page.getByRole('region', { name: 'Best version' })
    await result.getByRole('radio', { name: 'Text' }).check()
    const best = await result.locator('.text-block').textContent()
    await page.getByRole('button', { name: 'Refine this again' }).click()
    expect(await page.getByLabel('Your prompt').inputValue()).toBe(best)
    await close()
  })

  test('is told that a run does not exist', async () => {
    const { page, troubles, close } = await visit(browser)
    await page.goto(`${server.url}/#/runs/00000000-0000-4000-8000-000000000000`)
    await page.getByRole('heading', { name: 'There is no such run' }).waitFor()
    expect(await page.getByRole('alert').textContent()).toContain('Request id')
    // The browser itself reports the two answers 404: the stream, and the question why.
    expect(troubles().filter((text) => !text.includes('404'))).toEqual([])
    await close()
  })

  test('keeps what was typed when the page is reloaded', async () => {
    const { page, close } = await visit(browser)
    await page.goto(server.url)
    await page.getByLabel('Your prompt').fill('Half a prompt')
    await page.reload()
    expect(await page.getByLabel('Your prompt').inputValue()).toBe('Half a prompt')
    await close()
  })

  test('pages through more runs than the list shows at once', async () => {
    for (let number = 1; number <= 21; number += 1) {
      const body = JSON.stringify({ prompt: `Write line ${number} of the poem.`, limits: { iterations: 1 } })
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`${server.url}/api/v1/refinements`, { method: 'POST', headers, body })
      expect(answer.status).toBe(201)
    }
    const { page, close } = await visit(browser)
    await page.goto(server.url)
    const first = page.getByRole('link', { name: /Write line 1 of/ })
    await page.getByRole('link', { name: /Write line 21 of/ }).waitFor()
    expect(await first.count()).toBe(0)
    await page.getByRole('button', { name: 'Show more' }).click()
    await first.click()
    await page.getByRole('heading', { level: 1, name: 'Write line 1 of the poem.' }).waitFor()
    await close()
  })
})
