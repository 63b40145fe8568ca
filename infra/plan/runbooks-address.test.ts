import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runbooksAddress } from './runbooks-address.ts'

const commit = '0123456789abcdef0123456789abcdef01234567'
const nothingSet = { runbooks: undefined, githubRepository: undefined }
const addressOf = (origin: string | undefined, prefix = '') => runbooksAddress(nothingSet, { origin, commit, prefix })

test.each([
  ['https://github.com/example/mpla.git', `https://github.com/example/mpla/blob/${commit}/runbooks`],
  ['https://github.com/example/mpla/', `https://github.com/example/mpla/blob/${commit}/runbooks`],
  ['git@github.com:example/mpla.git', `https://github.com/example/mpla/blob/${commit}/runbooks`],
  ['ssh://git@github.com:22/example/mpla', `https://github.com/example/mpla/blob/${commit}/runbooks`],
  ['https://github.example.com/a/b', `https://github.example.com/a/b/blob/${commit}/runbooks`],
  ['git@gitlab.com:group/part/mpla.git', `https://gitlab.com/group/part/mpla/-/blob/${commit}/runbooks`],
  ['https://oauth2:glpat-x@gitlab.example.com/a/b.git', `https://gitlab.example.com/a/b/-/blob/${commit}/runbooks`],
])('%s is read at %s', (origin, address) => {
  expect(addressOf(origin)).toBe(address)
})

test.each([
  undefined,
  '/srv/git/github.com/mpla.git',
  '../mpla',
  'https://git.example.com/github/mpla.git',
  'https://notgithub.example.com/a/b',
  'file:///srv/gitlab/mpla',
])('%s has no address that is known', (origin) => {
  expect(addressOf(origin)).toBeUndefined()
})

test('what is set is taken as it is; without git there is nothing else', () => {
  const runbooks = 'https://wiki.example.com/runbooks'
  const source = { origin: 'https://github.com/example/mpla', commit, prefix: '' }
  expect(runbooksAddress({ ...nothingSet, runbooks }, source)).toBe(runbooks)
  expect(runbooksAddress(nothingSet, undefined)).toBeUndefined()
})

test('the repository that deploys comes before the one a person has cloned', () => {
  const source = { origin: 'git@github.com:fork/mpla.git', commit, prefix: '' }
  for (const githubRepository of ['example/mpla', 'example@9919/mpla@123456789'])
    expect(runbooksAddress({ ...nothingSet, githubRepository }, source)).toBe(
      `https://github.com/example/mpla/blob/${commit}/runbooks`,
    )
})

test('a checkout inside of a larger repository is found in it', () => {
  expect(addressOf('git@github.com:example/all.git', 'services/mpla/')).toBe(
    `https://github.com/example/all/blob/${commit}/services/mpla/runbooks`,
  )
})

test('no credentials of an origin get into an address, and all ways to name a repository give the same', () => {
  const word = fc.stringMatching(/^[a-zA-Z0-9_-]{1,20}$/)
  const host = fc.constantFrom('github.com', 'gitlab.com', 'gitlab.example.org')
  fc.assert(
    fc.property(host, word, word, word, word, (at, owner, name, user, password) => {
      const addresses = [
        `https://${at}/${owner}/${name}`,
        `https://${user}:${password}@${at}/${owner}/${name}.git`,
        `ssh://${user}@${at}/${owner}/${name}.git`,
        `git@${at}:${owner}/${name}.git`,
      ].map((origin) => addressOf(origin))
      const blob = at.startsWith('gitlab') ? '-/blob' : 'blob'
      expect(new Set(addresses)).toEqual(new Set([`https://${at}/${owner}/${name}/${blob}/${commit}/runbooks`]))
    }),
  )
})
