import { EventEmitter, once } from 'node:events'
import { expect, test } from 'vitest'
import { detachedRun, watchInterruption } from './detached-run.ts'

const node = (script: string) => ['-e', script, '--']
const open = (now?: () => number) => {
  const signals = new EventEmitter()
  return { signals, interruption: watchInterruption(signals, now) }
}

test('hands over output as it comes and in the end, in a process group of its own', async () => {
  const { interruption } = open()
  const run = detachedRun(process.execPath, { A: 'first', B: 'first' }, interruption)
  const pieces: string[] = []
  const script =
    'const ps = require("node:child_process").execFileSync("ps", ["-o", "pgid=", "-p", String(process.pid)], { encoding: "utf8" });' +
    'console.log(process.env.A, process.env.B, process.env.PULUMI_AUTOMATION_API, process.argv.includes("--non-interactive"), Number(ps) === process.pid); console.error("err")'
  const path = { PATH: process.env['PATH'] }
  const result = await run(node(script), process.cwd(), { B: 'second', ...path }, (text) => pieces.push(text))
  expect(result).toEqual({ stdout: 'first second true true true\n', stderr: 'err\n', code: 0 })
  expect(pieces.join('')).toBe(result.stdout)
})

test('a status that is not 0 rejects with everything it printed', async () => {
  const run = detachedRun(process.execPath, {}, open().interruption)
  await expect(run(node('console.error("no stack"); process.exit(255)'), process.cwd(), {})).rejects.toThrow(
    /^no stack$/,
  )
})

test('a command that is not there rejects', async () => {
  const run = detachedRun('/nowhere/pulumi', {}, open().interruption)
  await expect(run([], process.cwd(), {})).rejects.toThrow(/ENOENT/)
})

test('an interruption reaches the command once, which ends in its own time', async () => {
  const { signals, interruption } = open(() => 0)
  const run = detachedRun(process.execPath, {}, interruption)
  const script =
    'let n = 0; process.on("SIGINT", () => { n += 1; setTimeout(() => { console.log("signals", n); process.exit(0) }, 100) }); console.log("ready"); setInterval(() => {}, 1000)'
  const ready = new EventEmitter()
  const running = run(node(script), process.cwd(), {}, (text) => ready.emit(text.trim()))
  await once(ready, 'ready')
  signals.emit('SIGINT')
  signals.emit('SIGINT')
  expect((await running).stdout).toBe('ready\nsignals 1\n')
  expect(interruption.happened()).toBe(true)
})

test('signals that come together are one; later only Ctrl-C is meant again', () => {
  let ms = 0
  const { signals, interruption } = open(() => ms)
  let count = 0
  const forget = interruption.onEach(() => {
    count += 1
  })
  expect(interruption.happened()).toBe(false)
  const counted = (['SIGINT', 'SIGINT', 'SIGTERM', 'SIGINT', 'SIGINT', 'SIGHUP', 'SIGINT'] as const).map(
    (name, index) => {
      ms = [0, 10, 7_500, 7_501, 7_502, 20_000, 20_001][index] ?? 0
      signals.emit(name)
      return count
    },
  )
  expect(counted).toEqual([1, 1, 1, 2, 2, 2, 3])
  forget()
  ms = 30_000
  signals.emit('SIGINT')
  expect(count).toBe(3)
})

test.each(['SIGTERM', 'SIGHUP'])('%s alone is an interruption too', (name) => {
  const { signals, interruption } = open(() => 0)
  signals.emit(name)
  expect(interruption.happened()).toBe(true)
})
