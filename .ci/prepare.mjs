// Makes a fresh clone ready to run, and does nothing when it already is. Runs on any Node >= 20, before anything is
// installed, so it uses no package. Arguments name what is needed beyond packages and Prisma clients: web, server.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const stamps = join(root, 'node_modules', '.mpla')
const node = join(root, 'node_modules', '.bin', 'node')

/** Every file of a folder, or the file itself, in a fixed order. */
function files(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .filter((name) => name !== 'node_modules' && name !== 'generated')
    .flatMap((name) => files(join(path, name)))
}

const hashOf = (inputs) => {
  const hash = createHash('sha256').update(process.platform + process.arch)
  for (const file of inputs.flatMap((input) => files(join(root, input))))
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

/** Runs `commands` when the content of `inputs` differs from the last time, or `output` is missing. */
function step(name, { inputs, output, commands }) {
  const hash = hashOf(inputs)
  const stamp = join(stamps, name)
  if (existsSync(join(root, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  for (const [text, command, ...args] of commands) {
    const started = Date.now()
    process.stderr.write(`${text} …`)
    try {
      execFileSync(command, args, {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
        // `prisma generate` needs no schema engine; without this it would try to download one.
        env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', PATH: `${dirname(node)}:${process.env.PATH}` },
      })
    } catch (error) {
      process.stderr.write(` failed\n${error.stdout ?? ''}${error.stderr ?? error.message}\n`)
      process.exit(1)
    }
    process.stderr.write(` ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
  }
  mkdirSync(stamps, { recursive: true })
  writeFileSync(stamp, hash)
}

const wanted = new Set(process.argv.slice(2))
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
step('packages', {
  inputs: ['package-lock.json'],
  output: 'node_modules/.bin/node',
  // With NODE_ENV=production npm would leave out what builds.
  commands: [['Installing packages', npm, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']],
})
step('prisma', {
  inputs: ['package-lock.json', 'prisma/schema.prisma', 'prisma/generate.ts', 'prisma/render-schema.ts'],
  output: 'app/generated/prisma',
  commands: [['Generating the database clients', node, 'prisma/generate.ts']],
})
if (wanted.has('web'))
  step('web', {
    inputs: ['package-lock.json', 'web', 'app/contract'],
    output: 'dist/web/index.html',
    commands: [
      ['Building the web page', node, 'node_modules/vite/bin/vite.js', 'build', '--config', 'web/vite.config.ts'],
    ],
  })
if (wanted.has('server'))
  step('server', {
    inputs: ['package-lock.json', 'app', 'prisma'],
    output: 'dist/server.js',
    commands: [
      ['Bundling the server', node, 'node_modules/vite/bin/vite.js', 'build', '--config', 'app/vite.config.ts'],
    ],
  })
