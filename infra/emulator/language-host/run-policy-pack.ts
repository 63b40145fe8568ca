import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { ServerWritableStream } from '@grpc/grpc-js'
import messages, { type RunPluginRequest, type RunPluginResponse } from '@pulumi/pulumi/proto/language_pb.js'

/**
 * Starts a policy pack by the SDK's own runner, and passes on what it prints: the port it listens on comes first. The
 * genuine host does the same, and besides gives the pack the stack's configuration as variables of its environment.
 */
export function runPolicyPack(call: ServerWritableStream<RunPluginRequest, RunPluginResponse>): void {
  const { request } = call
  const folder = request.getInfo()?.getProgramDirectory() ?? request.getPwd()
  const sdk = createRequire(join(folder, 'index.js')).resolve('@pulumi/pulumi/package.json')
  const child = spawn(process.execPath, [join(dirname(sdk), 'cmd/run-policy-pack'), ...request.getArgsList(), folder], {
    cwd: folder,
    env: Object.fromEntries(request.getEnvList().map((line) => splitAt(line, line.indexOf('=')))),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout.on('data', (bytes: Uint8Array) => send(call, (answer) => answer.setStdout(bytes)))
  child.stderr.on('data', (bytes: Uint8Array) => send(call, (answer) => answer.setStderr(bytes)))
  child.once('error', (error) => call.destroy(error))
  child.once('close', (code) => {
    send(call, (answer) => answer.setExitcode(code ?? 1))
    call.end()
  })
  // The engine has no other way to end a pack.
  endWith(call, child)
}

const endWith = (call: ServerWritableStream<RunPluginRequest, RunPluginResponse>, child: ChildProcess) =>
  call.once('cancelled', () => child.kill())

function send(call: ServerWritableStream<RunPluginRequest, RunPluginResponse>, fill: (to: RunPluginResponse) => void) {
  if (call.cancelled) return
  const answer = new messages.RunPluginResponse()
  fill(answer)
  call.write(answer)
}

const splitAt = (text: string, at: number): [string, string] => [text.slice(0, at), text.slice(at + 1)]
