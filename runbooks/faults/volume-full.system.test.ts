import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Ready } from '../../app/contract/health.ts'
import { expectWhole, runbookOf, secondsUntil, startDrill } from './drill.ts'
import { missingMount, mountSmallVolume } from './small-volume.ts'

const missing = missingMount()
const watched = ['server-error-ratio', 'no-healthy-hosts', 'error-lines', 'provider-error-ratio', 'stuck-runs']
const says = 'The volume of the database is full: nothing can be stored'

test('the volume with the SQLite file is full, and gets room again', async ({ annotate, skip }) => {
  skip(missing !== undefined, missing)
  using volume = mountSmallVolume(16)
  const answered = Promise.withResolvers<string>()
  const databaseUrl = `file:${join(volume.folder, 'mpla.db')}`
  await using drill = await startDrill({ databaseUrl, answer: () => answered.promise })
  const first = await drill.start()
  const run = await drill.refine()
  const follower = drill.follow(run)
  await secondsUntil(() => drill.stub.completions.length === 1, 10)
  const before = await drill.phase(() => drill.traffic())
  expect(drill.beyond(watched, before)).toEqual([])
  expect((await drill.probe(first)).status).toBe(200)

  volume.fill()
  const during = await drill.phase(async () => {
    answered.resolve('An answer that comes while nothing can be stored.')
    const [reads, starts] = await Promise.all([
      drill.traffic(20),
      Promise.all(Array.from({ length: 5 }, () => drill.ask().then((answer) => answer.json()))),
    ])
    expect(reads).toEqual(reads.map(() => 200))
    const refusal = { code: 'DATABASE_UNAVAILABLE', message: expect.stringContaining('no room left') }
    for (const start of starts) expect(start).toMatchObject(refusal)
    expect(await drill.scraped(first, 'mpla_data_volume_used_ratio')).toBeGreaterThan(0.95)
  })
  expect(drill.beyond(watched, during)).toEqual(['server-error-ratio'])
  expect(runbookOf('server-error-ratio')).toContain(`\`${says}\``)

  // Killed and started again it has no more room, and serves what is stored.
  await drill.end(first, 'SIGKILL')
  drill.balancer.remove(first.url)
  const second = await drill.start()
  expect(await drill.probe(second)).toMatchObject({
    status: 503,
    body: { checks: { database: { status: 'failing', message: says } } },
  })
  for (const path of ['/api/health/ready', '/api/health/live'])
    expect([path, (await drill.probe<Ready>(second, path)).status]).toEqual([path, 200])
  expect((await drill.read(run)).status).toBe('running')

  volume.free()
  expect((await drill.probe(second)).status).toBe(200)
  // At most as long again as it was full, and a minute at most: the pause between two attempts doubles.
  const seconds = await secondsUntil(() => follower.events.at(-1)?.type === 'run.completed', 60)
  await annotate(`the run that waited has ended ${seconds.toFixed(1)} s after there is room`)
  expectWhole(follower.events)
  const after = await drill.phase(async () => {
    await drill.traffic()
    await drill.refine()
  })
  expect(drill.beyond(watched, after)).toEqual([])
})
