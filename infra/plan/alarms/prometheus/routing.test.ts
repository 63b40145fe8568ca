import { expect, test } from 'vitest'
import { alarms } from '../alarms.ts'
import { prometheusForms } from './forms.ts'
import { alertmanagerConfig } from './routing.ts'

const watched = alarms.filter(({ id }) => id in prometheusForms)
const config = alertmanagerConfig(watched)

const idsIn = (matchers: readonly string[] | undefined) =>
  (matchers ?? []).flatMap((matcher) => /^alertname=~?"(.+)"$/.exec(matcher)?.[1]?.split('|') ?? [])

test('an alarm is inhibited by the one that explains it, and by no other', () => {
  const inhibited = config.inhibit_rules.flatMap(({ source_matchers, target_matchers }) =>
    idsIn(target_matchers).map((target) => `${target} by ${idsIn(source_matchers).join()}`),
  )
  const explained = watched.filter(({ explainedBy }) => watched.some(({ id }) => id === explainedBy))
  expect(inhibited.toSorted()).toEqual(explained.map(({ id, explainedBy }) => `${id} by ${explainedBy}`).toSorted())
  expect(inhibited.length).toBeGreaterThan(5)
})

test('what another alarm explains waits for it, whatever its severity', () => {
  const explained = new Set(config.inhibit_rules.flatMap(({ target_matchers }) => idsIn(target_matchers)))
  for (const route of config.route.routes) {
    const [waiting] = route.routes
    expect(new Set(idsIn(waiting?.matchers))).toEqual(explained)
    expect(waiting?.group_wait).toBe('120s')
  }
})

test('an alarm that is explained by one without a rule is not inhibited', () => {
  const stopping = alarms.filter(({ id }) => id === 'tasks-stopping')
  expect(stopping).toHaveLength(1)
  expect(alertmanagerConfig(stopping).inhibit_rules).toEqual([])
})

test('holds no secret: keys and addresses come from files', () => {
  const receivers = JSON.stringify(config.receivers)
  expect(receivers).toContain('routing_key_file')
  expect(receivers).toContain('api_url_file')
  expect(receivers).not.toMatch(/https?:|"(routing_key|service_key|api_url|password)"/)
})
