import { describe, expect, test } from 'vitest'
import { readBase } from './plan-base.ts'
import { comparePlans } from './plan-difference.ts'
import { commentMark, planMarkdown } from './plan-markdown.ts'
import type { PlanSummary } from './plan-summary.ts'
import { secretText, unknownText } from './planned-resource.ts'

const vpc = {
  type: 'aws:ec2/vpc:Vpc',
  name: 'mpla-dev',
  inputs: { cidrBlock: '10.0.0.0/16', tags: { a: '1', b: '2' } },
}
const topic = { type: 'aws:sns/topic:Topic', name: 'mpla-dev-alerts', inputs: { kmsMasterKeyId: 'key-id' } }
const plan = (changes: Partial<PlanSummary> = {}): PlanSummary => ({
  stack: 'dev',
  region: 'eu-west-1',
  settings: { minTasks: '1' },
  resources: [vpc, topic],
  costs: [{ what: 'Encryption key', monthlyUsd: 1 }],
  deployment: { start: 60, drain: 30 },
  ...changes,
})
const rows = (markdown: string) => markdown.split('\n').filter((line) => line.startsWith('| ') && !line.includes('---'))

describe('compared with another plan', () => {
  test('what is equal, in whatever order, is no change', () => {
    const same = { ...vpc, inputs: { tags: { b: '2', a: '1' }, cidrBlock: '10.0.0.0/16' } }
    expect(comparePlans(plan(), plan({ resources: [topic, same] }))).toEqual({ resources: [], settings: [] })
    expect(planMarkdown(plan(), plan())).toContain('No resource differs from the base branch (2 resources).')
  })

  test('added, removed and changed resources are told apart, with the properties', () => {
    const wider = { ...vpc, inputs: { ...vpc.inputs, cidrBlock: '10.0.0.0/8', instanceTenancy: 'default' } }
    const added = { ...topic, name: 'mpla-dev-tickets' }
    expect(comparePlans(plan(), plan({ resources: [wider, added] })).resources).toEqual([
      {
        what: 'changed',
        type: vpc.type,
        name: 'mpla-dev',
        properties: [
          { property: 'cidrBlock', before: '10.0.0.0/16', after: '10.0.0.0/8' },
          { property: 'instanceTenancy', before: undefined, after: 'default' },
        ],
      },
      { what: 'added', type: topic.type, name: 'mpla-dev-tickets', properties: [] },
      { what: 'removed', type: topic.type, name: 'mpla-dev-alerts', properties: [] },
    ])
    const markdown = planMarkdown(plan({ resources: [wider, added] }), plan())
    expect(markdown).toContain('**1 added, 1 changed, 1 removed** of 2 resources')
    expect(markdown).toContain('<code>cidrBlock</code>: <code>10.0.0.0/16</code> → <code>10.0.0.0/8</code>')
  })

  test('settings, cost and the time of a deployment are shown before and after', () => {
    const markdown = planMarkdown(
      plan({
        settings: { minTasks: '2', domain: 'mpla.example.com' },
        costs: [
          { what: 'Encryption key', monthlyUsd: 1 },
          { what: 'NAT gateway', monthlyUsd: 32.85 },
        ],
        deployment: { start: 60, drain: 45 },
      }),
      plan(),
    )
    expect(rows(markdown)).toEqual(
      expect.arrayContaining([
        '| <code>minTasks</code> | <code>1</code> | <code>2</code> |',
        '| <code>domain</code> | <code>not set</code> | <code>mpla.example.com</code> |',
        '| <code>NAT gateway</code> | – | 32.85 |',
      ]),
    )
    expect(markdown).toContain('Estimated cost: 1.00 USD → **33.85 USD a month** (+32.85)')
    expect(markdown).toContain('at most 105 s for one task when nothing is wrong, was 90 s')
  })

  test('a price that is not known makes the sum not known, instead of too low', () => {
    const markdown = planMarkdown(plan({ costs: [{ what: 'RDS: db.x', monthlyUsd: null }] }), plan())
    expect(markdown).toContain('Estimated cost: 1.00 USD → **not known a month**')
    expect(markdown).toContain('| <code>RDS: db.x</code> | – | not known |')
  })

  test('prices have their region and their date', () => {
    expect(planMarkdown(plan())).toMatch(/US East \(N\. Virginia\) list prices, \w+ 20\d\d; other regions/)
  })
})

describe('compared with what is deployed', () => {
  const state = (inputs: Record<string, unknown>, more: Record<string, unknown> = {}) =>
    JSON.stringify({
      version: 3,
      deployment: {
        manifest: {},
        resources: [
          { urn: 'urn:pulumi:dev::mpla::pulumi:pulumi:Stack::mpla-dev', type: 'pulumi:pulumi:Stack', custom: false },
          { urn: 'urn:pulumi:dev::mpla::pulumi:providers:aws::default', type: 'pulumi:providers:aws', custom: true },
          {
            urn: 'urn:pulumi:dev::mpla::mpla:aws:Network$aws:ec2/vpc:Vpc::mpla-dev',
            type: vpc.type,
            custom: true,
            inputs,
            ...more,
          },
        ],
      },
    })

  test('what the provider adds, and what is known only after creation, is no change', () => {
    const base = readBase(state({ ...vpc.inputs, __defaults: [], enableDnsSupport: true, key: 'arn:aws:kms:1' }), 'dev')
    const planned = { ...vpc, inputs: { ...vpc.inputs, key: `arn ${unknownText}` } }
    expect(comparePlans(base, plan({ resources: [planned] })).resources).toEqual([])
  })

  test('what differs is a change, also deep inside; numbers are compared as text, as the engine stores them', () => {
    const base = readBase(state({ ...vpc.inputs, tags: { a: '1', b: '3' } }), 'dev')
    expect(comparePlans(base, plan({ resources: [vpc] })).resources).toMatchObject([
      { what: 'changed', properties: [{ property: 'tags', before: { a: '1', b: '3' } }] },
    ])
    const numbers = readBase(state({ cidrBlock: '16' }), 'dev')
    expect(comparePlans(numbers, plan({ resources: [{ ...vpc, inputs: { cidrBlock: 16 } }] })).resources).toEqual([])
  })

  test('secrets stay what they are: not shown, and no change', () => {
    const secret = { '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270', ciphertext: 'v1:AAAA' }
    const base = readBase(state({ cidrBlock: secret }), 'dev')
    expect(comparePlans(base, plan({ resources: [{ ...vpc, inputs: { cidrBlock: secretText } }] })).resources).toEqual(
      [],
    )
    expect(planMarkdown(plan({ resources: [vpc] }), base)).not.toContain('AAAA')
  })

  test('says so, and claims nothing about cost and settings', () => {
    const markdown = planMarkdown(plan(), readBase(state(vpc.inputs), 'dev'))
    expect(markdown.startsWith('<!-- mpla preview of dev -->\n')).toBe(true)
    expect(markdown).toContain('Compared with what is deployed: **1 added, 0 changed, 0 removed**')
    expect(markdown).toContain('Estimated cost: **1.00 USD a month**')
    expect(markdown).not.toContain('setting')
  })

  test('a resource that waits for its deletion does not count', () => {
    expect(readBase(state(vpc.inputs, { delete: true }), 'dev').resources).toEqual([])
  })
})

test('text from the program is shown as text: no Markdown, HTML, mention or new cell comes out of it', () => {
  const evil = { type: 'x', name: '`|</code><img src=x> @team\n[a](https://b) **c** _d_ \\', inputs: {} }
  const [row = ''] = rows(planMarkdown(plan({ resources: [evil] }), plan())).filter((line) => line.includes('added'))
  expect(row.split(' | ')).toHaveLength(4)
  const shown = row.replaceAll(/<\/?code>/g, '')
  expect(shown).not.toMatch(/[<>`@[\]*_\\]/)
})

test('starts with the mark by which the comment is found again, and fits into a comment', () => {
  const many = Array.from({ length: 2000 }, (_, index) => ({
    ...topic,
    name: `topic-${index}`,
    inputs: { policy: 'x'.repeat(9000) },
  }))
  const markdown = planMarkdown(
    plan({ resources: many.map((each) => ({ ...each, inputs: { policy: 'y'.repeat(9000) } })) }),
    plan({ resources: many }),
  )
  expect(markdown.startsWith(`${commentMark('dev')}\n`)).toBe(true)
  expect(markdown.length).toBeLessThan(65_536)
  expect(markdown).toMatch(/and 1850 more/)
})

test.each([
  ['nothing', /no JSON/],
  ['[]', /JSON of another form|a plan of undefined/],
  ['{"stack": "prod", "resources": [], "settings": {}}', /a plan of prod/],
  ['{"stack": "dev"}', /JSON of another form/],
  ['{"deployment": {"resources": [{"urn": "urn:pulumi:prod::mpla::a:b:C::d"}]}}', /the state of prod/],
])('a base that is %s is refused', (text, message) => {
  expect(() => readBase(text, 'dev')).toThrow(message)
})

test('a stack that was never deployed has an empty state', () => {
  expect(readBase('{"version": 3, "deployment": {"manifest": {"time": ""}}}', 'dev').resources).toEqual([])
})
