import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ServerProcess, startServerProcess } from '../../app/test-support/server-process.ts'
import { sqliteDatabases } from '../../app/test-support/test-database.ts'
import { launchChromium, missingChromium, needChromium, runEnd, startRun, visit } from './chromium.ts'

const databases = sqliteDatabases()
const token = 'a-token-that-only-the-operator-has'
let browser: Browser
let server: ServerProcess

describe('a server with an access token', () => {
  beforeEach(needChromium)
  beforeAll(async () => {
    if (missingChromium) return
    const env = { DATABASE_URL: await databases.createEmpty(), MPLA_ACCESS_TOKEN: token }
    server = await startServerProcess({ env })
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.end('SIGTERM')
    await databases.close()
  })

  test('shows nothing without it, everything with it, and nothing again after logging out', async () => {
    const { page, close } = await visit(browser)
    await page.goto(server.url)
    const field = page.getByLabel('Access token')
    await field.fill('not the token')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('This is not the access token').waitFor()
    expect(await page.getByLabel('Your prompt').count()).toBe(0)

    await field.fill(token)
    await page.keyboard.press('Enter')
    // The stream of events has no header to carry a token, so this also shows that the cookie does.
    await startRun(page, 'Write about our new bicycle for people who ride to work.')
    await runEnd(page)
    await page.reload()
    await runEnd(page)
    expect(await page.evaluate(() => document.cookie)).toBe('') // no script can read the session

    await page.getByRole('button', { name: 'Log out' }).click()
    await field.waitFor()
    await page.reload()
    await field.waitFor()
    await close()
  })

  test('a session that ends in the middle asks for the token again and keeps what was typed', async () => {
    const { page, close } = await visit(browser)
    await page.goto(server.url)
    await page.getByLabel('Access token').fill(token)
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByLabel('Your prompt').fill('Write about our new bicycle.')
    await page.context().clearCookies()
    await page.getByRole('button', { name: 'Start refining' }).click()
    await page.getByText('Your session has ended.').waitFor()
    await page.getByLabel('Access token').fill(token)
    await page.getByRole('button', { name: 'Log in' }).click()
    expect(await page.getByLabel('Your prompt').inputValue()).toBe('Write about our new bicycle.')
    await close()
  })
})
