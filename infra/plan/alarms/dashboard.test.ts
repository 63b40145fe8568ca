import { expect, test } from 'vitest'
import { settingsOf } from '../../test-support/settings.ts'
import { alarms, alarmsOf } from './alarms.ts'
import { dashboardBody } from './dashboard.ts'

const runbooks = 'https://git.example.com/mpla/runbooks'
const bodyOf = (stack: string) => {
  const settings = settingsOf(stack)
  const arnOf = (name: string) => `arn:aws:cloudwatch:eu-west-1:123456789012:alarm:${name}`
  return dashboardBody({ stack: settings, alarms: alarmsOf(settings), region: 'eu-west-1', arnOf, runbooks })
}
const text = (value: unknown) => JSON.stringify(value)

test('every alarm of a stack has its state, its graph with the threshold, and a link to its runbook', () => {
  const { widgets } = bodyOf('prod')
  for (const { id, evaluation } of alarms) {
    const drawn = 'long' in evaluation ? `${id}-long` : id
    const ofType = (type: string) => text(widgets.filter((widget) => widget.type === type))
    expect(ofType('alarm')).toContain(`:alarm:mpla-prod-${id}"`)
    expect(ofType('metric')).toContain(`:alarm:mpla-prod-${drawn}"`)
    expect(ofType('text')).toContain(`(${runbooks}/${id}.md)`)
  }
})

test('no widgets lie upon each other or beyond the grid, and there are at most 500', () => {
  for (const stack of ['prod', 'dev']) {
    const { widgets } = bodyOf(stack)
    expect(widgets.length).toBeGreaterThan(10)
    expect(widgets.length).toBeLessThanOrEqual(500)
    const taken = new Set<string>()
    for (const { x, y, width, height } of widgets) {
      expect(x + width).toBeLessThanOrEqual(24)
      for (let row = y; row < y + height; row++)
        for (let column = x; column < x + width; column++) {
          expect(taken).not.toContain(`${column},${row}`)
          taken.add(`${column},${row}`)
        }
    }
  }
})

test('a stack has only the rows that it has alarms for', () => {
  expect(text(bodyOf('dev'))).not.toContain('Is the database well?')
  expect(text(bodyOf('prod'))).toContain('Is the database well?')
})
