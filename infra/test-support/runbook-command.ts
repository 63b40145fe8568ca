// `npm run runbook` as a process of its own, on a page made for the purpose.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { OperatedStack } from './operated-stack.ts'

const page = `# own-page

## Diagnosis

\`\`\`sh read-only
FOUND="$(pulumi stack output url)"
\`\`\`

Expect: nothing.

## Mitigation

\`\`\`sh mutating
echo "$FOUND changes to $WANTED" | tee changed
\`\`\`

Expect: a line.

\`\`\`sh manual: needs a hand
false
\`\`\`

Expect: nothing.

## Verification

\`\`\`sh read-only
sleep "$HOW_LONG"
\`\`\`

Expect: nothing, in time.
`

/** @param during is called with everything printed so far, each time that more was */
async function runbook(
  stack: OperatedStack,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  during?: (out: string, child: ChildProcess) => void,
) {
  const child = spawn('node', ['infra/runbook-command.ts', ...args], {
    cwd: stack.checkout,
    env: { ...stack.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    during?.(out, child)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  const [code] = await once(child, 'close')
  return { code, out, err }
}

/** Registers its tests. */
export function runsPagesByCommand(stack: () => OperatedStack): void {
  const run = (line: string, env: Readonly<Record<string, string>>, during?: Parameters<typeof runbook>[3]) => {
    mkdirSync(join(stack().checkout, 'runbooks'), { recursive: true })
    writeFileSync(join(stack().checkout, 'runbooks/own-page.md'), page)
    return runbook(stack(), line.split(' '), env, during)
  }
  const changed = () => existsSync(join(stack().checkout, 'changed'))

  test('without a terminal and --yes it looks, changes nothing, and says what it left out', async () => {
    const { code, out, err } = await run('mpla-prod-own-page', { HOW_LONG: '0' })
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('Stack prod in an emulated account at http://127.0.0.1')
    expect(out).toContain('region eu-west-1')
    expect(out).toContain('[1/4] Diagnosis')
    expect(out).toContain('Mitigation: not run: manual: needs a hand')
    expect(out).toContain('2 of 4 steps run, 0 failed, 2 not run')
    expect(changed()).toBe(false)
  })

  test('with --yes it changes things, in the shell of the steps before', async () => {
    const { code, out } = await run('own-page --stack prod --yes', { WANTED: 'this', HOW_LONG: '0' })
    expect(code).toBe(0)
    expect(out).toContain('https://mpla.example.com changes to this\nExpect: a line.')
    expect(changed()).toBe(true)
  })

  test('a step that fails ends it, and what nobody has chosen is refused', async () => {
    const failed = await run('own-page --stack prod --from 4', { HOW_LONG: 'for ever' })
    expect([failed.code, failed.out]).toEqual([1, expect.stringContaining('Verification: ended with 1')])
    const unknown = await run('own-page --stack prod --from 4', {})
    expect(unknown).toMatchObject({
      code: 2,
      err: expect.stringMatching(/HOW_LONG in the environment[\s\S]*Nothing was run/),
    })
    const dev = await run('own-page --stack dev', {})
    expect(dev).toMatchObject({ code: 2, err: expect.stringMatching(/outputs of stack dev could not be read/) })
  })

  test('Ctrl-C ends the command that runs', async () => {
    let isSent = false
    const begin = performance.now()
    const { code, out } = await run('own-page --stack prod --from 4', { HOW_LONG: '300' }, (out, child) => {
      if (isSent || !out.includes('sleep "$HOW_LONG"')) return
      isSent = true
      // Twice at once, as a terminal and npm do.
      child.kill('SIGINT')
      child.kill('SIGINT')
    })
    expect([isSent, code]).toEqual([true, 130])
    expect(out).toMatch(/Interrupted: waits[\s\S]*Verification: ended with 130/)
    expect(performance.now() - begin).toBeLessThan(200_000)
  })
}
