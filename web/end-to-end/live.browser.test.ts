import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ServerProcess, startServerProcess } from '../../app/test-support/server-process.ts'
import { type StubProvider, startStubProvider } from '../../app/test-support/stub-provider.ts'
import type { StubAnswer } from '../../app/test-support/stub-provider-script.ts'
import { sqliteDatabases } from '../../app/test-support/test-database.ts'
import { launchChromium, missingChromium, needChromium, runEnd, startRun, visit } from './chromium.ts'

const databases = sqliteDatabases()
let browser: Browser
const servers: ServerProcess[] = []
const stubs: StubProvider[] = []

/** A provider whose answers wait until the test lets them go, one by one. */
async function heldProvider(
  answer: (callIndex: number) => StubAnswer = () => 'A bicycle carries you to work. It folds.',
) {
  const gates: PromiseWithResolvers<void>[] = []
  const gate = (index: number) => {
    while (gates.length <= index) gates.push(Promise.withResolvers())
    return gates[index] as PromiseWithResolvers<void> // pushed above
  }
  const stub = await startStubProvider({
    list: () => ['stub-model'],
    answer: async (_prompt, callIndex) => {
      await gate(callIndex).promise
      return answer(callIndex)
    },
  })
  stubs.push(stub)
  let released = 0
  return {
    stub,
    release: () => gate(released++).resolve(),
    releaseAll: () => {
      for (let index = 0; index < 50; index += 1) gate(index).resolve()
    },
  }
}

async function start(stub: StubProvider, databaseUrl: string, port = '0') {
  const env = {
    DATABASE_URL: databaseUrl,
    PORT: port,
    OPENAI_API_KEY: 'sk-a-key-of-the-tests',
    OPENAI_BASE_URL: `${stub.url}/v1`,
    OPENAI_MODEL: 'stub-model',
    SHUTDOWN_GRACE_MS: '1000',
  }
  const server = await startServerProcess({ env })
  servers.push(server)
  return server
}

const prompt = 'Write about our new bicycle for people who ride to work.'

describe('a run that takes its time', () => {
  beforeEach(needChromium)
  beforeAll(async () => {
    if (missingChromium) return
    browser = await launchChromium()
  })
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.end('SIGKILL')
    for (const stub of stubs.splice(0)) await stub.close()
  })
  afterAll(async () => {
    await browser?.close()
    await databases.close()
  })

  test('shows each step when it happens, not when the run has ended', async () => {
    const provider = await heldProvider()
    const server = await start(provider.stub, await databases.createEmpty())
    const { page, troubles, close } = await visit(browser)
    await page.goto(server.url)
    await page.getByRole('option', { name: 'stub-model' }).waitFor({ state: 'attached' })
    expect(await page.getByText('Fixed rules answer here').count()).toBe(0)
    await startRun(page, prompt)

    await page.getByText('Asking stub-model (OpenAI) with your prompt…').first().waitFor()
    await page.getByText('Live', { exact: true }).waitFor()
    expect(await page.getByRole('heading', { name: 'Version 1' }).count()).toBe(0)
    provider.release()
    await page.getByText('Asking stub-model (OpenAI) with version 1…').first().waitFor()
    await page.getByText('Your own prompt is the best so far.').waitFor()
    await page.getByRole('progressbar', { name: /Rewrite 1 of 4/ }).waitFor()
    provider.releaseAll()
    await runEnd(page)
    expect(await page.getByText('Live', { exact: true }).count()).toBe(0)
    expect(troubles()).toEqual([])
    await close()
  })

  test('can be cancelled, and keeps what it has', async () => {
    const provider = await heldProvider()
    const server = await start(provider.stub, await databases.createEmpty())
    const { page, close } = await visit(browser)
    await page.goto(server.url)
    await startRun(page, prompt)
    provider.release()
    await page.getByText('Asking stub-model (OpenAI) with version 1…').first().waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText('Cancelled', { exact: true }).waitFor()
    await page.getByText('No better version was found; your prompt stays.').waitFor()
    expect(await page.getByRole('button', { name: /Cancel/ }).count()).toBe(0)
    await close()
  })

  test('says why it failed, and that the prompt stays', async () => {
    const provider = await heldProvider(() => ({ status: 401, body: { error: { message: 'text of the provider' } } }))
    const server = await start(provider.stub, await databases.createEmpty())
    const { page, close } = await visit(browser)
    await page.goto(server.url)
    await startRun(page, prompt)
    provider.releaseAll()
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.textContent()).toContain('MODEL_AUTHENTICATION_FAILED')
    expect(await page.locator('body').textContent()).not.toContain('text of the provider')
    await page.getByText('Nothing was scored before the run ended; your prompt stays.').waitFor()
    await close()
  })

  test('goes on where it was when the server is killed and comes back', async () => {
    const provider = await heldProvider()
    const databaseUrl = await databases.createEmpty()
    const first = await start(provider.stub, databaseUrl)
    const { page, close } = await visit(browser)
    await page.goto(first.url)
    await startRun(page, prompt)
    provider.release()
    await page.getByText('Asking stub-model (OpenAI) with version 1…').first().waitFor()

    await first.end('SIGKILL')
    await page.getByText('Reconnecting…').waitFor()
    await start(provider.stub, databaseUrl, new URL(first.url).port)
    provider.releaseAll()
    await runEnd(page)
    await page.getByText('Resumed.').waitFor()
    const names = await page
      .getByRole('region', { name: 'Step by step' })
      .getByRole('heading', { level: 3 })
      .allTextContents()
    expect(names).toEqual(['Your prompt', ...names.slice(1).map((_, index) => `Version ${index + 1}`)])
    await close()
  })

  test('says that the machine is offline, and catches up', async () => {
    const provider = await heldProvider()
    const server = await start(provider.stub, await databases.createEmpty())
    const { page, close } = await visit(browser)
    await page.goto(server.url)
    await startRun(page, prompt)
    await page.getByText('Live', { exact: true }).waitFor()
    await page.context().setOffline(true)
    await page.getByText('You are offline.').waitFor()
    provider.releaseAll()
    await page.context().setOffline(false)
    await runEnd(page)
    expect(await page.getByText('You are offline.').count()).toBe(0)
    await close()
  })
})
