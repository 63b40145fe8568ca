// biome-ignore-all lint/style/noRestrictedImports: runs in the process of the tests, not in the page
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ServerProcess, startServerProcess } from '../../app/test-support/server-process.ts'
import { sqliteDatabases } from '../../app/test-support/test-database.ts'
import { launchChromium, missingChromium, needChromium, runEnd, startRun, visit } from './chromium.ts'

const databases = sqliteDatabases()
let browser: Browser
let server: ServerProcess

const prompt = 'Write about our new bicycle for people who ride to work.'

/** Takes what webhooks deliver. */
const received: string[] = []
const receiver = createServer((request, response) => {
  void text(request).then((body) => {
    received.push(body)
    response.writeHead(204).end()
  })
})

describe('beside the form and a run', () => {
  beforeEach(needChromium)
  beforeAll(async () => {
    if (missingChromium) return
    await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening))
    server = await startServerProcess({
      env: { DATABASE_URL: await databases.createEmpty(), MPLA_WEBHOOK_ALLOW_PRIVATE: 'yes' },
    })
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.end('SIGTERM')
    receiver.close()
    receiver.closeAllConnections()
    await databases.close()
  })

  test('a run says why it came to no more, and its settings fill in the next one', async () => {
    const { page, troubles, close } = await visit(browser)
    await page.goto(server.url)
    await page.getByText('Temperature and limits').click()
    await page.getByLabel('Comparisons at the end').fill('2')
    await page.getByText('Scoring', { exact: true }).click()
    await page.getByLabel('Rules and a judge', { exact: true }).check()
    await startRun(page, prompt)
    await runEnd(page)
    const why = page.getByRole('region', { name: 'Why it came to no more' })
    await why.getByText(/2 pairs of fresh answers are too few/).waitFor()
    expect(await page.getByText('judge', { exact: true }).count()).toBeGreaterThan(0)
    await why.getByRole('button', { name: 'Set up a run with 6 comparisons' }).click()
    expect(await page.getByLabel('Your prompt', { exact: true }).inputValue()).toBe(prompt)
    await page.getByText('Temperature and limits').click()
    expect(await page.getByLabel('Comparisons at the end').inputValue()).toBe('6')
    await page.getByText('Scoring', { exact: true }).click()
    expect(await page.getByLabel('Rules and a judge', { exact: true }).isChecked()).toBe(true)
    expect(troubles()).toEqual([])
    await close()
  })

  test('a filter is kept by its address: over a reload, and for somebody else', async () => {
    const { page, troubles, close } = await visit(browser)
    await page.goto(server.url)
    await startRun(page, `${prompt} It folds.`)
    await runEnd(page)
    await page.getByRole('link', { name: 'All runs' }).click()
    await page.getByText('Filters', { exact: true }).click()
    await page.getByLabel('State').selectOption({ label: 'Cancelled' })
    await page.getByText('No run fits these filters.').waitFor()
    await page.getByLabel('State').selectOption({ label: 'Improved' })
    await page.getByRole('searchbox', { name: 'Search your runs' }).fill('folds')
    await page.waitForURL(/\?q=folds&state=improved$/)
    const found = page.getByRole('link', { name: /It folds/ })
    // The address changes at once, the list when the answer to it is there.
    await expect.poll(() => page.locator('.past-run').count()).toBe(1)
    await found.waitFor()
    await page.reload()
    await found.waitFor()
    expect(await page.getByRole('searchbox', { name: 'Search your runs' }).inputValue()).toBe('folds')
    // Typing made no steps: one step back is the run.
    await page.goBack()
    await runEnd(page)
    expect(troubles()).toEqual([])
    await close()
  })

  test('analytics leave out the simulator until it is counted', async () => {
    const { page, troubles, close } = await visit(browser)
    await page.goto(server.url)
    await startRun(page, prompt)
    await runEnd(page)
    await page.getByRole('link', { name: 'Analytics' }).click()
    await page.getByRole('button', { name: 'Count the runs of the simulator' }).click()
    await page.getByText('Runs of the simulator are counted').waitFor()
    await page.getByRole('row', { name: /Simulator \(not a language model\)/ }).waitFor()
    await page.getByRole('img', { name: /^Runs by day/ }).waitFor()
    await page.getByRole('radio', { name: 'Today' }).check()
    await page.getByText('Success rate').waitFor()
    expect(troubles()).toEqual([])
    await close()
  })

  test('a webhook is added, tried, told of a run, and deleted', async () => {
    const { page, troubles, close } = await visit(browser)
    const address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook` // it listens on a port, not on a pipe
    await page.goto(`${server.url}/#/webhooks`)
    await page.getByLabel('Address to tell').fill(address)
    await page.getByRole('button', { name: 'Add the webhook' }).click()
    const secret = page.getByRole('region', { name: `The secret of ${address}` })
    expect(await secret.textContent()).toMatch(/whsec_[A-Za-z0-9+/]{32,}=/)
    await page.getByRole('button', { name: `Send a test to ${address}` }).click()
    await page.getByText('1 attempt · answered with 204').waitFor()
    expect(received.some((body) => body.includes('webhook.test'))).toBe(true)

    await page.getByRole('link', { name: 'Refine', exact: true }).click()
    await startRun(page, `${prompt} It rings.`)
    await runEnd(page)
    await expect
      .poll(() => received.some((body) => body.includes('refinement.completed')), { timeout: 30_000 })
      .toBe(true)
    await page.getByRole('link', { name: 'Webhooks' }).click()
    await page.getByRole('heading', { name: address }).waitFor()
    expect(await page.locator('body').textContent()).not.toContain('whsec_')
    await page.getByText('Deliveries').click()
    await page.getByRole('link', { name: 'the run' }).waitFor()
    await page.getByRole('button', { name: `Delete ${address}` }).click()
    await page.getByRole('button', { name: 'Yes, delete' }).click()
    await page.getByText('Nobody is told yet').waitFor()
    expect(troubles()).toEqual([])
    await close()
  })
})
