import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ServerProcess, startServerProcess } from '../../app/test-support/server-process.ts'
import { type StubProvider, startStubProvider } from '../../app/test-support/stub-provider.ts'
import { sqliteDatabases } from '../../app/test-support/test-database.ts'
import { launchChromium, missingChromium, needChromium, runEnd, startRun, visit } from './chromium.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const databases = sqliteDatabases()
let browser: Browser
let server: ServerProcess
let lockedServer: ServerProcess
/** A server whose model answers the prompt as typed, and lets every rewrite wait. */
let slowServer: ServerProcess
let stub: StubProvider

const prompt = 'Write about our new bicycle for people who ride to work.'
const longWord = `https://example.org/${'averylongpathwithoutanyplacetobreak'.repeat(8)}`

/** Brings the page into each state worth looking at. */
const states: Record<string, (page: Page) => Promise<void>> = {
  'the start page': async (page) => {
    await page.goto(server.url)
    await page.getByText('Fixed rules answer here').waitFor()
  },
  'a form with errors': async (page) => {
    await page.goto(server.url)
    await page.getByText('Temperature and limits').click()
    for (const label of ['Temperature', 'Rewrites to try', 'Token budget'])
      await page.getByLabel(label, { exact: true }).fill('-1')
    await page.getByLabel('Your prompt').fill('x')
    await page.getByRole('button', { name: 'Start refining' }).click()
    await page.getByText('this one lacks 9').waitFor()
  },
  'the form, everything unfolded': async (page) => {
    await page.goto(slowServer.url)
    await page.getByText('Rewriting', { exact: true }).waitFor()
    for (const summary of await page.locator('.options summary').all()) await summary.click()
    await page.getByLabel('A model improves it', { exact: true }).check()
    await page.getByLabel('Rules and a judge', { exact: true }).check()
    await page.getByRole('button', { name: 'Add a criterion of your own' }).click()
    await page.getByLabel('Question').waitFor()
    await page.getByLabel('Add a check').selectOption('json-schema')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('group', { name: 'Json schema' }).waitFor()
  },
  'a run that has ended, everything unfolded': async (page) => {
    await page.goto(server.url)
    await startRun(page, `${prompt} ${longWord}`)
    await runEnd(page)
    for (const summary of await page.locator('summary').all()) await summary.click()
    await page.getByRole('radio', { name: 'Answers' }).check()
  },
  'the changes of a run': async (page) => {
    await page.goto(server.url)
    await startRun(page, `${prompt} ${longWord}`)
    await runEnd(page)
  },
  'a run that waits for the model': async (page) => {
    await page.goto(slowServer.url)
    await startRun(page, `${prompt} ${longWord}`)
    await page.getByText('Rewrite 1 of 4').waitFor()
  },
  'a run that does not exist': async (page) => {
    await page.goto(`${server.url}/#/runs/00000000-0000-4000-8000-000000000000`)
    await page.getByRole('alert').waitFor()
  },
  'the list of past runs': async (page) => {
    await page.goto(server.url)
    await startRun(page, longWord)
    await runEnd(page)
    await page.getByRole('link', { name: 'All runs' }).click()
    await page.locator('.past-run').first().waitFor()
  },
  'the meta-prompts': async (page) => {
    await page.goto(`${server.url}/#/meta-prompts`)
    await page.getByRole('link', { name: /^Architect/ }).waitFor()
  },
  'a meta-prompt that cannot be saved, and an older version of it': async (page) => {
    await page.goto(`${server.url}/#/meta-prompts/enhancer`)
    const text = page.getByLabel('Text', { exact: true })
    await text.fill(`${await text.inputValue()} More.`)
    await page.getByRole('button', { name: 'Save and use' }).click()
    // What is compared is closed by what is saved: an older version could be compared before.
    await page
      .getByRole('status')
      .getByText(/is saved and in use/)
      .waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Compare' }).first().click()
    await page.getByText(/^From version \d+, in use, to version/).waitFor()
    await text.fill(`{{poem}} ${longWord}`)
    await page.getByText('without which the role enhancer cannot work').first().waitFor()
    for (const summary of await page.locator('summary').all()) await summary.click()
  },
  'the lessons, with the runs behind one': async (page) => {
    await page.goto(server.url)
    await startRun(page, prompt)
    await runEnd(page)
    await page.goto(`${server.url}/#/lessons`)
    await page.getByLabel('Simulator').check()
    await page.getByRole('button', { name: /^Runs/ }).first().click()
    await page.getByRole('heading', { name: 'Earned in' }).waitFor()
    const retired = page.getByText('Why it is retired: Retired by hand')
    if ((await retired.count()) === 0)
      await page
        .getByRole('button', { name: /^Retire/ })
        .last()
        .click()
    await retired.first().waitFor()
  },
  'the filters of past runs': async (page) => {
    await page.goto(`${server.url}/#/?state=failed`)
    await page.getByText('Filters', { exact: true }).click()
    await page.getByLabel('Rewritten by').waitFor()
  },
  'analytics without a run of a language model': async (page) => {
    await page.goto(server.url)
    await startRun(page, prompt)
    await runEnd(page)
    await page.getByRole('link', { name: 'Analytics' }).click()
    await page.getByRole('button', { name: 'Count the runs of the simulator' }).waitFor()
  },
  'analytics with the simulator': async (page) => {
    await page.goto(server.url)
    await startRun(page, prompt)
    await runEnd(page)
    await page.getByRole('link', { name: 'Analytics' }).click()
    await page.getByLabel('Count runs of the simulator').check()
    await page.getByText('Success rate').waitFor()
    await page.getByText('Numbers of each day').click()
  },
  'webhooks: a new one with its secret, its deliveries, and a refusal': async (page) => {
    await page.goto(`${slowServer.url}/#/webhooks`)
    const address = page.getByLabel('Address to tell')
    await address.fill(`https://hooks.example.invalid/${'averylongpathwithoutanyplacetobreak'.repeat(4)}`)
    await page.getByRole('button', { name: 'Add the webhook' }).click()
    await page.getByRole('region', { name: /^The secret of/ }).waitFor()
    await page
      .getByRole('button', { name: /^Send a test/ })
      .last()
      .click()
    await page.getByText('Test', { exact: true }).last().waitFor()
    await page
      .getByRole('button', { name: /^Delete/ })
      .last()
      .click()
    await address.fill('http://10.0.0.7/hooks')
    await page.getByRole('button', { name: 'Add the webhook' }).click()
    await page.getByRole('alert').waitFor()
  },
  'a judged run, and why it came to no more': async (page) => {
    const body = JSON.stringify({ prompt, evaluator: 'llm_judge', limits: { iterations: 1, comparisons: 1 } })
    const headers = { 'content-type': 'application/json' }
    const started = await fetch(`${server.url}/api/v1/refinements`, { method: 'POST', headers, body })
    const { id } = (await started.json()) as { id: string } // RefinementStarted
    await page.goto(`${server.url}/#/runs/${id}`)
    await runEnd(page)
    await page.getByRole('region', { name: 'Why it came to no more' }).waitFor()
    for (const summary of await page.locator('summary').all()) await summary.click()
  },
  'the login': async (page) => {
    await page.goto(lockedServer.url)
    await page.getByLabel('Access token').fill('wrong')
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByRole('alert').waitFor()
  },
}

describe('everybody can use the page', () => {
  beforeEach(needChromium)
  beforeAll(async () => {
    if (missingChromium) return
    server = await startServerProcess({ env: { DATABASE_URL: await databases.createEmpty() } })
    const locked = { DATABASE_URL: await databases.createEmpty(), MPLA_ACCESS_TOKEN: 'a-token-of-the-tests' }
    lockedServer = await startServerProcess({ env: locked })
    stub = await startStubProvider({
      list: () => ['stub-model'],
      answer: (asked) => (asked === `${prompt} ${longWord}` ? 'A bicycle.' : { hang: true }),
    })
    const slow = {
      OPENAI_API_KEY: 'sk-a-key-of-the-tests',
      OPENAI_BASE_URL: `${stub.url}/v1`,
      OPENAI_MODEL: 'stub-model',
    }
    slowServer = await startServerProcess({ env: { DATABASE_URL: await databases.createEmpty(), ...slow } })
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.end('SIGTERM')
    await lockedServer?.end('SIGTERM')
    await slowServer?.end('SIGKILL')
    await stub?.close()
    await databases.close()
  })

  for (const colorScheme of ['light', 'dark'] as const)
    test.each(Object.keys(states))(`axe finds nothing in ${colorScheme} on %s`, async (name) => {
      // Only axe needs the bypass: it is injected as an inline script. Another test shows that the page needs none.
      const { page, close } = await visit(browser, { colorScheme, bypassCSP: true })
      await states[name]?.(page)
      await page.evaluate(axeSource)
      const { violations, passes } = await page.evaluate(() =>
        // axe puts itself there; its types are not in this function's scope.
        (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
      )
      expect(passes.map(({ id }) => id)).toContain('color-contrast')
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
      await close()
    })

  test.each(Object.keys(states))('nothing is cut off or scrolls sideways at 320 px on %s', async (name) => {
    const { page, close } = await visit(browser, {
      viewport: { width: 320, height: 740 },
      hasTouch: true,
      isMobile: true,
    })
    await states[name]?.(page)
    const { width, outside } = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      outside: [...document.querySelectorAll('main *')]
        .filter(
          (element) => element.getBoundingClientRect().right > 320.5 && element.closest('.visually-hidden') === null,
        )
        .map((element) => element.outerHTML.slice(0, 80)),
    }))
    expect({ width, outside }).toEqual({ width: 320, outside: [] })
    await close()
  })
})
