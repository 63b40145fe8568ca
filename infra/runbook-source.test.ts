import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { program } from './program.ts'
import { recordProgram } from './recorder.ts'
import { readRunbookSource } from './runbook-source.ts'
import { imageByDigest, secretValues } from './test-support/mocks.ts'
import { temporaryFolders } from './test-support/temporary-checkout.ts'

const { checkout: folderWith } = temporaryFolders()
const files = { 'runbooks/high-cpu.md': '# high-cpu\n', 'runbooks/drills.jsonl': '', 'app/main.ts': 'start()\n' }

const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()

function commit(folder: string, message = 'change'): string {
  git(folder, 'add', '-A')
  git(folder, 'commit', '-q', '--no-gpg-sign', '-m', message)
  return git(folder, 'rev-parse', 'HEAD')
}

function repository(content: Readonly<Record<string, string>> = files) {
  const folder = folderWith(content)
  git(folder, 'init', '-q', '-b', 'main')
  return { folder, first: commit(folder) }
}

const commitOf = async (folder: string) => (await readRunbookSource(folder)).source?.commit

test('it is the commit that last changed a page, whatever was committed since', async () => {
  const { folder, first } = repository()
  appendFileSync(join(folder, 'app/main.ts'), 'more()\n')
  appendFileSync(join(folder, 'runbooks/drills.jsonl'), '{"alarm":"high-cpu"}\n')
  writeFileSync(join(folder, 'runbooks/runbook.ts'), 'export {}\n')
  const unrelated = commit(folder)
  expect(unrelated).not.toBe(first)
  expect(await readRunbookSource(folder)).toEqual({
    source: { origin: undefined, commit: first, prefix: '' },
    warnings: [],
  })
  writeFileSync(join(folder, 'runbooks/low-disk.md'), '# low-disk\n')
  const added = commit(folder)
  expect(await commitOf(folder)).toBe(added)
})

test('another clone of the same tree finds the same commit, and one more unrelated commit as well', async () => {
  const { folder, first } = repository()
  const other = join(folderWith({}), 'clone')
  git(folder, 'clone', '-q', folder, other)
  appendFileSync(join(other, 'app/main.ts'), 'more()\n')
  commit(other)
  const { source, warnings } = await readRunbookSource(other)
  expect([source?.commit, source?.origin, warnings]).toEqual([first, folder, []])
})

test('after a merge of two changed pages it is a commit that has both', async () => {
  const { folder } = repository({ ...files, 'runbooks/low-disk.md': '# low-disk\n' })
  git(folder, 'switch', '-q', '-c', 'side')
  appendFileSync(join(folder, 'runbooks/low-disk.md'), 'side\n')
  commit(folder)
  git(folder, 'switch', '-q', 'main')
  appendFileSync(join(folder, 'runbooks/high-cpu.md'), 'main\n')
  commit(folder)
  git(folder, 'merge', '-q', '--no-gpg-sign', '-m', 'both', 'side')
  const found = (await commitOf(folder)) ?? ''
  expect(git(folder, 'rev-parse', `${found}:runbooks`)).toBe(git(folder, 'rev-parse', 'HEAD:runbooks'))
})

test('a checkout inside of a repository has its path, and looks at its own pages only', async () => {
  const { folder, first } = repository({ 'services/mpla/runbooks/a.md': '# a\n', 'other/runbooks/b.md': '# b\n' })
  appendFileSync(join(folder, 'other/runbooks/b.md'), 'more\n')
  commit(folder)
  expect(await readRunbookSource(join(folder, 'services/mpla'))).toMatchObject({
    source: { commit: first, prefix: 'services/mpla/' },
  })
})

test('pages that are not committed are told, and links stay with those that are', async () => {
  const { folder, first } = repository()
  appendFileSync(join(folder, 'runbooks/high-cpu.md'), 'draft\n')
  const { source, warnings } = await readRunbookSource(folder)
  expect([source?.commit, warnings]).toEqual([first, [expect.stringMatching(/changed and not committed/)]])
})

test('a commit that origin does not have is told', async () => {
  const { folder } = repository()
  const clone = join(folderWith({}), 'clone')
  git(folder, 'clone', '-q', folder, clone)
  appendFileSync(join(clone, 'runbooks/high-cpu.md'), 'more\n')
  const local = commit(clone)
  expect((await readRunbookSource(clone)).warnings).toEqual([`Commit ${local} of runbooks/ is not pushed; until it is, the links of alarms lead nowhere`]) // biome-ignore format: one comparison
})

test('a clone without the history that matters says so and links what it has; with enough of it, it says nothing', async () => {
  const { folder, first } = repository()
  appendFileSync(join(folder, 'app/main.ts'), 'more()\n')
  const head = commit(folder)
  const clone = (depth: string) => {
    const target = join(folderWith({}), 'clone')
    git(folder, 'clone', '-q', '--depth', depth, `file://${folder}`, target)
    return target
  }
  const shallow = await readRunbookSource(clone('1'))
  expect([shallow.source?.commit, shallow.warnings]).toEqual([head, [expect.stringMatching(/fetch-depth: 0/)]])
  appendFileSync(join(folder, 'runbooks/high-cpu.md'), 'more\n')
  const changed = commit(folder)
  appendFileSync(join(folder, 'app/main.ts'), 'more()\n')
  commit(folder)
  const deeper = await readRunbookSource(clone('3'))
  expect([deeper.source?.commit, deeper.warnings]).toEqual([changed, []])
  expect(changed).not.toBe(first)
})

test('where there is no repository, no commit or no page, there is no source and nothing to tell', async () => {
  const none = { warnings: [] }
  const plain = folderWith(files)
  expect(await readRunbookSource(plain)).toEqual(none)
  git(plain, 'init', '-q')
  expect(await readRunbookSource(plain)).toEqual(none)
  expect(await readRunbookSource(repository({ 'app/main.ts': '' }).folder)).toEqual(none)
})

test('a repository that git refuses to read is told', async () => {
  const folder = folderWith(files)
  mkdirSync(join(folder, '.git'))
  writeFileSync(join(folder, '.git/HEAD'), 'ref: refs/heads/main\n')
  mkdirSync(join(folder, '.git/objects'))
  mkdirSync(join(folder, '.git/refs'))
  writeFileSync(join(folder, '.git/config'), '[core\n')
  const { source, warnings } = await readRunbookSource(folder)
  expect([source, warnings]).toEqual([
    undefined,
    [expect.stringMatching(/^Alarms will not link their runbooks: .*config/s)],
  ])
})

test('alarms link the page of the deployed commit, and an unrelated commit changes none of them', async () => {
  const { folder, first } = repository()
  git(folder, 'remote', 'add', 'origin', 'git@github.com:example/mpla.git')
  const config = { 'mpla:image': imageByDigest, 'mpla:accessToken': secretValues.accessToken }
  const descriptions = async () => {
    const { resources } = await recordProgram({ stack: 'dev', config, secretKeys: ['mpla:accessToken'] }, () =>
      program(folder),
    )
    return resources.flatMap(({ inputs }) => (inputs['alarmDescription'] ? [String(inputs['alarmDescription'])] : []))
  }
  const before = await descriptions()
  expect(before.length).toBeGreaterThan(20)
  const address = `https://github.com/example/mpla/blob/${first}/runbooks/`
  expect(before.filter((text) => !text.includes(address))).toEqual([])
  appendFileSync(join(folder, 'app/main.ts'), 'more()\n')
  commit(folder)
  expect(await descriptions()).toEqual(before)
})
