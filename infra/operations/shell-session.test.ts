import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openShellSession, type ShellSession } from './shell-session.ts'

let folder = ''
let session: ShellSession
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mpla-session-'))
  const pulumi = `#!/bin/sh
echo "$*" >> "${join(folder, 'calls')}"
[ "$*" != "stack output --json" ] || echo '{"url":"https://it'"'"'s.example.com","ports":[80,443],"token":"[secret]"}'
[ "$*" != "stack output other" ] || { echo "no output other" >&2; exit 255; }
`
  writeFileSync(join(folder, 'pulumi'), pulumi)
  chmodSync(join(folder, 'pulumi'), 0o755)
  session = openShellSession({
    cwd: folder,
    env: { ...process.env, PATH: [folder, process.env['PATH']].join(delimiter) },
  })
})
afterEach(async () => {
  await session.close()
  rmSync(folder, { recursive: true })
})
const calls = () => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n')

test('what one script sets the next one sees', async () => {
  await session.run('NAME="a b"\ncd /\nexport REGION=eu-west-1')
  expect(await session.run('echo "$NAME" "$PWD"; env | grep ^REGION; echo warned >&2')).toEqual({
    code: 0,
    stdout: 'a b /\nREGION=eu-west-1\n',
    stderr: 'warned\n',
  })
})

test.each([
  ['a command', 'KEPT=1\n(exit 3)\necho not reached', 3, ''],
  ['a part of a pipe', 'KEPT=1; (exit 4) | cat\necho not reached', 4, ''],
  ['a substitution that is assigned', 'KEPT=1\nX="$(exit 5)"\necho not reached', 5, ''],
  ['a loop', 'KEPT=1\nfor i in 1 2; do echo "$i"; (exit 6); done\necho not reached', 6, '1\n'],
  ['a line that is no shell', 'KEPT=1\nif', 2, ''],
])('%s that fails ends its script, and not the shell', async (_, script, code, stdout) => {
  expect(await session.run(script)).toMatchObject({ code, stdout })
  expect(await session.run('echo "$KEPT"; false || echo caught')).toMatchObject({ code: 0, stdout: '1\ncaught\n' })
})

test('heredocs, continuation lines, loops and text that is not ASCII stay as typed', async () => {
  const script = 'cat <<END\n  a\n\n  “b” \\$x\nEND\nuntil \\\n  true; do :; done\nprintf "%s" "ä"'
  expect((await session.run(script)).stdout).toBe('  a\n\n  “b” $x\nä')
})

test('output comes while the script runs, without the mark of its end', async () => {
  const pieces: string[] = []
  const running = session.run('echo first; until [ -e go ]; do sleep 0.01; done; printf last', (text) => {
    pieces.push(text)
    if (text.includes('first')) writeFileSync(join(folder, 'go'), '')
  })
  expect((await running).stdout).toBe('first\nlast')
  expect(pieces.join('')).toBe('first\nlast')
})

test('an interruption ends the running command and everything it started, and the shell goes on', async () => {
  await session.run('KEPT=1')
  let started: () => void = () => undefined
  const isStarted = new Promise<void>((resolve) => {
    started = resolve
  })
  const running = session.run("until sh -c 'echo $$; exec sleep 60'; do :; done; echo not reached", started)
  await isStarted
  session.interrupt()
  const { code, stdout } = await running
  expect(code).toBe(130)
  const sleep = Number(stdout)
  expect(sleep).toBeGreaterThan(1)
  expect(() => process.kill(sleep, 0)).toThrow(/ESRCH/)
  session.interrupt()
  expect((await session.run('echo "$KEPT"')).stdout).toBe('1\n')
})

test('an interruption that comes before the shell has begun is not lost, and is about this script alone', async () => {
  await session.run('KEPT=1')
  for (const script of ['sleep 60', 'echo "$(pulumi stack output url)"; sleep 60']) {
    const running = session.run(script)
    session.interrupt()
    expect(await running).toMatchObject({ code: 130, stdout: '' })
    expect((await session.run('echo "$KEPT"')).stdout).toBe('1\n')
  }
})

test('a command that finishes what it began when it is interrupted may do so', async () => {
  const own = `trap 'echo finishing; exit 7' INT; echo ready; for i in $(seq 500); do sleep 0.01; done`
  const running = session.run(`sh -c '${own.replaceAll("'", `'\\''`)}'\necho not reached`, (text) => {
    if (text.includes('ready')) session.interrupt()
  })
  expect((await running).stdout).toBe('ready\nfinishing\n')
  expect((await running).code).toBeGreaterThan(0)
})

test('outputs of the stack are read once, and again after what can change them', async () => {
  expect((await session.run('echo "$(pulumi stack output url)" "$(pulumi stack output ports)"')).stdout).toBe(
    "https://it's.example.com [80,443]\n",
  )
  await session.run('pulumi stack output token')
  expect(calls()).toEqual(['stack output --json'])
  await session.run('pulumi up --yes\npulumi stack output url')
  await session.run('pulumi stack output url')
  expect(calls()).toEqual(['stack output --json', 'up --yes', 'stack output url', 'stack output --json'])
})

test('an output that is not there is for the CLI to refuse', async () => {
  expect(await session.run('pulumi stack output other\necho not reached')).toEqual({
    code: 255,
    stdout: '',
    stderr: 'no output other\n',
  })
})

test('variables can be set from outside, and asked for', async () => {
  const value = `it's "$HOME" \\ \n new`
  await session.set('CHOSEN', value)
  expect((await session.run('printf %s "$CHOSEN"; printenv CHOSEN | wc -l | tr -d " "')).stdout).toBe(`${value}2\n`)
  expect(await session.unset(['CHOSEN', 'RECOVERY_POINT', 'PATH'])).toEqual(['RECOVERY_POINT'])
  await expect(session.set('A B', '')).rejects.toThrow(/name of a shell variable, got A B/)
})

test('one script at a time, and none after the shell has ended', async () => {
  const first = session.run('sleep 0.1; exit 9')
  await expect(session.run('true')).rejects.toThrow(/another script/)
  expect(await first).toMatchObject({ code: 9 })
  await expect(session.run('true')).rejects.toThrow(/has ended/)
})

test('commands get no input, and no pipe of the session', async () => {
  expect((await session.run('cat; { true <&3; } 2>/dev/null || echo closed')).stdout).toBe('closed\n')
})

test('closing ends what still runs', async () => {
  const running = session.run('echo $$; sleep 60')
  await session.close()
  expect((await running).code).toBeGreaterThan(0)
})
