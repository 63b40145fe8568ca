import { expect, test } from 'vitest'
import { alarmDescription, conditionText, longestDescription, runbookLink, windowDescription } from './alarm-text.ts'
import { alarms } from './alarms.ts'

const longestLink = `https://${'x'.repeat(200)}/runbooks`

test.each(alarms)(
  '$id: says what is wrong, what users see, the first command and the runbook, within the limit',
  (alarm) => {
    const text = alarmDescription(alarm, longestLink)
    expect(text.length).toBeLessThanOrEqual(longestDescription)
    for (const part of [alarm.summary, alarm.impact, alarm.firstCommand, `${longestLink}/${alarm.id}.md`])
      expect(text).toContain(part)
    expect(windowDescription(alarm, 3_600, longestLink).length).toBeLessThanOrEqual(longestDescription)
  },
)

test('tells the condition in words', () => {
  const texts = Object.fromEntries(alarms.map((alarm) => [alarm.id, conditionText(alarm)]))
  expect(texts).toMatchObject({
    'no-healthy-hosts': 'below 1 host in 2 of 3 minutes',
    'server-error-ratio': 'above 5 % in 3 of 5 minutes',
    'high-cpu': 'above 85 % in 10 of 15 minutes',
    'deployment-failed': 'at least 1 event in 1 minute',
    'error-lines': 'above 5 lines in 2 of 3 periods of 5 minutes',
    'availability-fast-burn': 'above 14.4 × over 1 hour and over 5 minutes',
  })
})

test('gives a path in the repository where no address is known', () => {
  expect(alarms.slice(0, 1).map((alarm) => runbookLink(alarm, undefined))).toEqual(['runbooks/no-healthy-hosts.md'])
})
