import type { EngineEvent } from '@pulumi/pulumi/automation/index.js'
import { expect, test } from 'vitest'
import { changesIn, summary } from './changes.ts'

const event = (op: string, type: string, name: string, diffs?: string[]): EngineEvent => ({
  sequence: 0,
  timestamp: 0,
  resourcePreEvent: {
    // The operations are strings in what the CLI writes; the type of the package is an enum.
    metadata: {
      op: op as never,
      type,
      urn: `urn:pulumi:test::mpla::${type}::${name}`,
      provider: '',
      ...(diffs && { diffs }),
    },
    planning: false,
  },
})

test('a replacement is one change, and what stays the same is none', () => {
  const events = [
    event('same', 'pulumi:pulumi:Stack', 'mpla'),
    event('create-replacement', 'aws:ecs/taskDefinition:TaskDefinition', 'app', ['cpu']),
    event('replace', 'aws:ecs/taskDefinition:TaskDefinition', 'app', ['cpu']),
    event('delete-replaced', 'aws:ecs/taskDefinition:TaskDefinition', 'app'),
    event('update', 'aws:ecs/service:Service', 'app', ['taskDefinition']),
    event('create', 'aws:sns/topic:Topic', 'pages'),
    { sequence: 1, timestamp: 0 },
  ]
  expect(summary(changesIn(events))).toEqual([
    'create Topic pages',
    'replace TaskDefinition app: cpu',
    'update Service app: taskDefinition',
  ])
})
