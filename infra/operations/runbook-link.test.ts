import { expect, test } from 'vitest'
import { alarmDescription } from '../plan/alarms/alarm-text.ts'
import { alarms } from '../plan/alarms/alarms.ts'
import { runbooksAddress } from '../plan/runbooks-address.ts'
import { linkProblems, runbookLinkIn } from './runbook-link.ts'

const commit = 'a1'.repeat(20)
const unset = { runbooks: undefined, githubRepository: undefined }

test.each<[string, string | undefined, string | undefined]>([
  ['nobody knows the address', undefined, undefined],
  ['it was set', 'https://wiki.example.com/mpla', undefined],
  ['GitHub', runbooksAddress(unset, { origin: 'git@github.com:someone/mpla.git', commit, prefix: '' }), commit],
  ['GitLab', runbooksAddress(unset, { origin: 'https://gitlab.com/group/mpla', commit, prefix: '' }), commit],
  ['a folder of it', runbooksAddress(unset, { origin: 'git@github.com:a/b', commit, prefix: 'deploy/mpla/' }), commit],
])('%s: every alarm leads to its page, at the commit that is named', (_, address, wanted) => {
  for (const alarm of alarms)
    expect(runbookLinkIn(alarmDescription(alarm, address))).toMatchObject({ page: alarm.id, commit: wanted })
  expect(alarms.length).toBeGreaterThan(30)
})

test.each([
  'nothing',
  'Runbook: ',
  'See Runbook: runbooks/high-cpu.md',
  'Runbook: runbooks/',
  'Runbook: runbooks/high-cpu.html',
])('%j has no link', (description) => {
  expect(runbookLinkIn(description)).toBeUndefined()
})

const link = { address: 'runbooks/high-cpu.md', page: 'high-cpu', commit: undefined }

test('a link is right when the page is there and bears its name', () => {
  expect(linkProblems(link, () => '# high-cpu\n\n## Meaning\n')).toEqual([])
  expect(linkProblems(link, () => '# high-cpus\n')).toEqual([
    expect.stringContaining('heading high-cpus, and not high-cpu'),
  ])
  expect(linkProblems(link, () => '')).toEqual([expect.stringContaining('heading (none)')])
  expect(linkProblems(link, () => undefined)).toEqual([expect.stringContaining('there is no runbooks/high-cpu.md')])
})

test('a commit that this checkout does not have says how to get it', () => {
  expect(linkProblems({ ...link, commit }, () => undefined)).toEqual([
    expect.stringMatching(/commit a1a1.* \(git fetch\)/),
  ])
})
