import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mpla-github-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Puts a program on PATH that writes down its arguments and its input, and then does what `script` says. */
function stub(name: string, script = ''): void {
  const path = join(folder, name)
  writeFileSync(path, `#!/usr/bin/env bash\nprintf '%s\\n' "$(basename "$0") $*" >> ${folder}/calls\n${script}\n`)
  chmodSync(path, 0o755)
}
const calls = () => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n')

const run = (script: string, args: readonly string[], { input = '', env = {} as Record<string, string> } = {}) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const command = execFile(
      join(import.meta.dirname, script),
      [...args],
      { cwd: folder, env: { PATH: `${folder}${delimiter}/usr/bin:/bin`, GITHUB_REPOSITORY: 'example/mpla', ...env } },
      (_error, out, err) => resolve({ code: command.exitCode ?? -1, out, err }),
    )
    // A script that refuses its arguments does not read.
    command.stdin?.on('error', () => undefined).end(input)
  })

describe('comment', () => {
  const mark = '<!-- mpla plan of prod -->'

  test('writes a new one where there is none', async () => {
    stub('gh')
    expect((await run('comment', ['7'], { input: `${mark}\n$(touch x) \`y\`` })).code).toBe(0)
    expect(calls().join('\n')).toContain(
      'api --method POST repos/example/mpla/issues/7/comments -f body=<!-- mpla plan',
    )
    expect(calls().join('\n')).toContain('$(touch x) `y`')
  })

  test('writes the one anew that begins with the same line', async () => {
    stub('gh', 'if [[ $* == *--paginate* ]]; then printf "%s\\n" "$MARK" > mark; printf "41\\n42\\n"; fi')
    expect((await run('comment', ['7'], { input: `${mark}\ntext\n` })).code).toBe(0)
    expect(readFileSync(join(folder, 'mark'), 'utf8').trim()).toBe(mark)
    expect(
      calls().some((call) => call.startsWith('gh api --method PATCH repos/example/mpla/issues/comments/41 ')),
    ).toBe(true)
    expect(calls().some((call) => call.includes('POST'))).toBe(false)
  })

  test.each([
    [['7'], 'no mark'],
    [['7; ls'], `${mark}\n`],
  ])('refuses %j with the text %j', async (args, input) => {
    stub('gh')
    expect(await run('comment', args, { input })).toMatchObject({ code: 1, err: expect.stringContaining('expected') })
  })
})

test('output: any content is one output, also one that looks like the end of an output', async () => {
  const text = 'line\nEOF\nend-0\n<<x\n'
  writeFileSync(join(folder, 'text'), text)
  const env = { GITHUB_OUTPUT: join(folder, 'outputs') }
  expect((await run('output', ['markdown', join(folder, 'text')], { env })).code).toBe(0)
  const written = readFileSync(join(folder, 'outputs'), 'utf8')
  const [, end = ''] = /^markdown<<(end-[0-9a-f]{32})\n/.exec(written) ?? []
  expect(written).toBe(`markdown<<${end}\n${text}\n${end}\n`)
})

test('summary: a block in the text cannot end the block', async () => {
  writeFileSync(join(folder, 'text'), '```\n# not a heading\n')
  const env = { GITHUB_STEP_SUMMARY: join(folder, 'summary') }
  await run('summary', ['Preview of prod', join(folder, 'text')], { env })
  expect(readFileSync(join(folder, 'summary'), 'utf8')).toBe('### Preview of prod\n\n    ```\n    # not a heading\n\n')
})

test('secrets: what is set is given by standard input, what is not set is left alone', async () => {
  stub('pulumi', `cat >> ${'"$PWD"'}/given; echo >> "$PWD"/given`)
  const { code } = await run('secrets', ['prod'], { env: { ACCESS_TOKEN: 'not-a-real-token', OPENAI_API_KEY: '' } })
  expect(code).toBe(0)
  expect(calls()).toEqual(['pulumi config set --secret mpla:accessToken --stack prod --non-interactive'])
  expect(readFileSync(join(folder, 'given'), 'utf8')).toBe('not-a-real-token\n')
})

describe('pull-request-stack', () => {
  test('takes the settings of dev, and encryption of its own', async () => {
    stub('pulumi')
    writeFileSync(join(folder, 'Pulumi.dev.yaml'), 'encryptionsalt: v1:abc\nconfig:\n  aws:region: eu-west-1\n')
    const env = { PULUMI_SECRETS_PROVIDER: 'awskms:///key?region=eu-west-1' }
    expect((await run('pull-request-stack', ['pr-7'], { env })).code).toBe(0)
    expect(readFileSync(join(folder, 'Pulumi.pr-7.yaml'), 'utf8')).toBe(
      'secretsprovider: awskms:///key?region=eu-west-1\nconfig:\n  aws:region: eu-west-1\n',
    )
    expect(calls()).toEqual(['pulumi stack select pr-7 --create --secrets-provider awskms:///key?region=eu-west-1'])
  })

  test('refuses another stack, and secrets of dev', async () => {
    stub('pulumi')
    writeFileSync(join(folder, 'Pulumi.dev.yaml'), 'config:\n  mpla:accessToken:\n    secure: v1:abc\n')
    expect((await run('pull-request-stack', ['prod'])).err).toContain('expected pr-NUMBER, got prod')
    expect((await run('pull-request-stack', ['pr-7'])).err).toContain('expected no secrets in Pulumi.dev.yaml')
  })
})

describe('drift', () => {
  const drifted = 'echo "~ aws:ecs:Service"; echo "error: no changes were expected but changes were proposed"; exit 255'

  test('opens an issue that says what differs', async () => {
    stub('pulumi', drifted)
    stub('gh')
    expect((await run('drift', ['prod'])).code).toBe(0)
    const text = calls().join('\n')
    expect(text).toContain('pulumi refresh --stack prod --preview-only --expect-no-changes')
    expect(text).toContain('gh issue create --repo example/mpla --title Drift of the stack prod')
    expect(text).toContain('    ~ aws:ecs:Service')
  })

  test('writes the open issue anew', async () => {
    stub('pulumi', drifted)
    stub('gh', 'if [[ $2 == list ]]; then echo 12; fi')
    await run('drift', ['prod'])
    expect(calls().some((call) => call.startsWith('gh issue edit 12 '))).toBe(true)
    expect(calls().some((call) => call.includes('create'))).toBe(false)
  })

  test('closes it when nothing differs any more', async () => {
    stub('pulumi')
    stub('gh', 'if [[ $2 == list ]]; then echo 12; fi')
    expect((await run('drift', ['prod'])).code).toBe(0)
    expect(calls().some((call) => call.startsWith('gh issue close 12 '))).toBe(true)
  })

  test('fails, and opens nothing, when it could not look', async () => {
    stub('pulumi', 'echo "error: AccessDenied"; exit 255')
    stub('gh')
    expect(await run('drift', ['prod'])).toMatchObject({ code: 1, out: expect.stringContaining('AccessDenied') })
    expect(calls().some((call) => call.startsWith('gh'))).toBe(false)
  })
})
