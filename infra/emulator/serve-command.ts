// infra/emulator/serve [PORT]: the emulated AWS in the foreground.
import { spawn } from 'node:child_process'
import { serverCommand } from './start-emulator.ts'

const port = Number(process.argv[2] ?? 5055)
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`expected a port from 0 (any) to 65535, got ${process.argv[2]}`)
  process.exit(1)
}
const { command, args, env } = serverCommand(port)
const server = spawn(command, args, { env: { ...env, EMULATOR_PARENT: String(process.pid) }, stdio: 'inherit' })
server.on('exit', (code) => process.exit(code ?? 1))
