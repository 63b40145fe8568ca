import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand } from '../readme/checkout.ts'
import { commandsOf } from '../readme/commands.ts'
import { suiteOf } from '../readme/suites.ts'
import { docker, eventually, missingForImages } from './docker.ts'

const root = join(import.meta.dirname, '../..')
const missing =
  (await missingForImages()) ??
  (await docker('compose', 'version').then(
    () => null,
    () => 'docker compose is missing (run .ci/docker-engine)',
  ))

test('the commands of the README build the image and run it on this host, with its data in a named volume', async (context) => {
  context.skip(missing !== null, missing ?? '')
  const [build, run, ...more] = commandsOf(readFileSync(join(root, 'README.md'), 'utf8')).filter(
    ({ text }) => suiteOf(text) === 'image',
  )
  expect([build?.text, more]).toEqual(['npm run docker:build', []])
  const building = runCommand(build?.text ?? '', root)
  await building.finished()

  // A project and a port of its own, so that an installation on this machine is left alone.
  const project = `mpla-test-${randomUUID().slice(0, 8)}`
  const env = { COMPOSE_PROJECT_NAME: project, MPLA_PORT: '0' }
  const running = runCommand(run?.text ?? '', root, env)
  try {
    const port = await eventually('the container has a port', 60, async () => {
      const [address] = (await docker('compose', '--project-name', project, 'port', 'app', '8080')).split('\n')
      return address
    })
    await eventually('ready', 60, async () => ((await fetch(`http://${port}/api/health/ready`)).ok ? true : undefined))
    expect((await fetch(`http://${port}/api/v1/refinements`)).status).toBe(401)
    expect(await docker('volume', 'ls', '--quiet', '--filter', `name=${project}_data`)).toBe(`${project}_data`)
  } finally {
    await running.stop()
    await docker('compose', '--project-name', project, 'down', '--volumes')
  }
}, 600_000)
