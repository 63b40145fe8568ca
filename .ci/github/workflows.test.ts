import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { githubRoleName, githubRoles } from '../../infra/plan/github-roles.ts'
import { type Job, readAction, readWorkflows, type Step } from './workflow-files.ts'

/** As workflows write it. */
const expression = (text: string) => `\${{ ${text} }}`
const root = join(import.meta.dirname, '../..')
const files = readWorkflows(root)
const action = readAction(root)
const { scripts, dependencies }: { scripts: Record<string, string>; dependencies: Record<string, string> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
)
const jobs = files.flatMap(({ file, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ title: `${file} ${name}`, job, workflow })),
)
const steps: readonly Step[] = [...jobs.flatMap(({ job }) => job.steps ?? []), ...action.steps]
const commands = steps.flatMap(({ run }) => run ?? [])
const jobOf = (file: string, name: string): Job => {
  const job = files.find((each) => each.file === file)?.workflow.jobs[name]
  if (!job) throw new Error(`Expected a job ${name} in ${file}`)
  return job
}
const texts = [...files.map(({ file, text }) => ({ file, text })), { file: 'action.yml', text: action.text }]

test('there are the workflows that the documentation describes', () => {
  expect(files.map(({ file }) => file)).toEqual([
    'check.yml',
    'deploy-stack.yml',
    'deploy.yml',
    'drift.yml',
    'nightly.yml',
    'preview.yml',
    'pull-request-stack.yml',
  ])
})

test('every action is pinned by a full commit, with its version beside it; one action has one commit', () => {
  const uses = texts.flatMap(({ text }) => [...text.matchAll(/^\s*-? *uses: (.+)$/gm)].map(([, used = '']) => used))
  const foreign = uses.filter((used) => !used.startsWith('./'))
  expect(foreign.length).toBeGreaterThan(10)
  expect(foreign.filter((used) => !/^[\w.-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(used))).toEqual([])
  const pins = new Set(foreign)
  expect(pins.size).toBe(new Set(foreign.map((used) => used.split('@')[0])).size)
  for (const local of uses.filter((used) => used.startsWith('./'))) {
    const path = join(root, local)
    expect(existsSync(local.endsWith('.yml') ? path : join(path, 'action.yml')), local).toBe(true)
  }
})

test('nothing is put into a command by an expression: what comes from outside goes through the environment', () => {
  expect(commands.length).toBeGreaterThan(20)
  expect(commands.filter((command) => command.includes(expression('').slice(0, 3)))).toEqual([])
})

test('a title, a branch, a body: what anybody can write is used nowhere', () => {
  const untrusted = /github\.(head_ref|event\.[\w.]*(title|body|head\.ref|head\.label|message|name|email)\b)/
  const used = texts.flatMap(({ file, text }) =>
    text
      .split('\n')
      .filter((line) => untrusted.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )
  // Compared only, with a text of ours or with the repository.
  const compared = /head\.repo\.full_name == github\.repository|github\.event\.label\.name == 'deploy'|labels\.\*\.name/
  expect(used.filter((line) => !compared.test(line))).toEqual([])
  expect(untrusted.test(expression('github.event.pull_request.title'))).toBe(true)
})

test('no workflow runs with the rights of the base on the code of a pull request', () => {
  expect(files.filter(({ workflow }) => 'pull_request_target' in workflow.on || 'workflow_run' in workflow.on)).toEqual(
    [],
  )
})

test('every workflow says what its token may, and that is to read', () => {
  expect(files.map(({ workflow }) => workflow.permissions)).toEqual(files.map(() => ({ contents: 'read' })))
})

test('every job that runs commands has a limit in time; no checkout leaves its token behind', () => {
  expect(jobs.filter(({ job }) => job.steps && !job['timeout-minutes']).map(({ title }) => title)).toEqual([])
  const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
  expect(checkouts.length).toBeGreaterThan(8)
  expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([])
})

test('where the program runs there is the history that says which commit last changed the runbooks', () => {
  const running = jobs.filter(({ job }) =>
    job.steps?.some(({ run }) => /\bpulumi (preview|up)\b|npm run (--silent )?(plan|up)\b/.test(run ?? '')),
  )
  expect(running.length).toBeGreaterThan(4)
  for (const { title, job } of running) {
    const checkouts = (job.steps ?? []).filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect([title, checkouts.length > 0]).toEqual([title, true])
    expect([title, checkouts.filter((step) => step.with?.['fetch-depth'] !== 0)]).toEqual([title, []])
  }
})

test('every npm script and every script of ours exists', () => {
  const npm = commands.flatMap((command) =>
    [...command.matchAll(/npm run (?:--silent )?([a-z:]+)/g)].map(([, name = '']) => name),
  )
  expect(npm.length).toBeGreaterThan(4)
  expect(npm.filter((name) => !(name in scripts))).toEqual([])
  const own = commands.flatMap((command) =>
    [...command.matchAll(/(?:^|\s)(\.ci\/[\w/-]+)/g)].map(([, path = '']) => path),
  )
  expect(new Set(own).size).toBeGreaterThan(5)
  for (const path of own) expect(statSync(join(root, path)).mode & 0o100, `${path} can be run`).toBe(0o100)
})

test('every night somebody looks whether the runbooks were exercised, and drills all alarms, without credentials', () => {
  const { workflow } = files.find(({ file }) => file === 'nightly.yml') ?? {}
  const runs = Object.values(workflow?.jobs ?? {}).flatMap(({ steps = [] }) => steps.flatMap(({ run }) => run ?? []))
  expect(runs).toContain('npm run --silent drill -- --list --check')
  expect(runs).toContain('npm run --silent test:drills')
  expect(Object.values(workflow?.jobs ?? {}).filter(({ permissions }) => permissions)).toEqual([])
})

test('the Pulumi CLI is of the version of the SDK', () => {
  const installed = action.steps.find(({ uses }) => uses?.startsWith('pulumi/actions@'))
  expect(installed?.with?.['pulumi-version']).toBe(dependencies['@pulumi/pulumi'])
})

describe('credentials', () => {
  const ofStacks = jobs.filter(({ job }) => job.steps?.some(({ uses }) => uses === './.github/actions/stack'))
  const inputs = (job: Job) => job.steps?.find(({ uses }) => uses === './.github/actions/stack')?.with ?? {}

  test('only jobs that work on a stack can ask AWS for any', () => {
    const asking = jobs.filter(({ job }) => job.steps && job.permissions?.['id-token'] === 'write')
    expect(asking.length).toBeGreaterThan(5)
    expect(asking).toEqual(ofStacks)
  })

  test('none is stored: no key of AWS is a secret of GitHub', () => {
    expect(texts.filter(({ text }) => /secrets\.AWS|aws-access-key/i.test(text))).toEqual([])
  })

  test('each takes a role that the program makes, from the environment that the role trusts', () => {
    expect(ofStacks.length).toBeGreaterThanOrEqual(6)
    for (const { title, job } of ofStacks) {
      const { role, stack } = inputs(job)
      const variable = /\$\{\{ (?:inputs|matrix)\.stack \}\}/g
      for (const name of String(stack).match(variable)
        ? ['dev', 'prod']
        : [String(stack).replace(/\$\{\{.*\}\}/, '7')]) {
        const wanted = String(role).replaceAll(variable, name)
        const made = ['dev', 'prod'].flatMap((each) =>
          githubRoles({ stack: each, domain: undefined, state: { bucket: undefined, key: undefined } }).map(
            (known) => ({
              name: githubRoleName(each, known),
              subject: known.subject,
            }),
          ),
        )
        const environment = job.environment?.replaceAll(variable, name)
        const subject = environment ? `environment:${environment}` : 'pull_request'
        expect(made, title).toContainEqual({ name: wanted, subject })
      }
    }
  })

  test('what a pull request can start gets none when it comes from a fork', () => {
    const started = jobs.filter(({ workflow, job }) => 'pull_request' in workflow.on && job.permissions?.['id-token'])
    expect(started.length).toBe(3)
    for (const { title, job } of started)
      expect(job.if, title).toMatch(/&& github\.event\.pull_request\.head\.repo\.full_name == github\.repository\s*$/)
  })

  test('a job that may write comments runs no code of the pull request', () => {
    const writing = jobs.filter(({ job }) => job.permissions?.['pull-requests'] === 'write')
    expect(writing.length).toBe(2)
    for (const { title, job } of writing) {
      const checkouts = job.steps?.filter(({ uses }) => uses?.startsWith('actions/checkout@')) ?? []
      expect(
        checkouts.map((step) => step.with?.['ref']),
        title,
      ).toEqual([expression('github.event.pull_request.base.sha')])
      expect(job.steps?.length, title).toBe(2)
    }
  })
})

describe('stacks', () => {
  const file = (stack: string) => existsSync(join(root, `Pulumi.${stack}.yaml`))

  test('every stack that is named has its settings, or is that of a pull request', () => {
    const named = [
      ...jobs.flatMap(({ job }) => job.with?.['stack'] ?? []),
      ...jobs.flatMap(({ job }) => job.strategy?.matrix['stack'] ?? []),
      ...steps.flatMap((step) => (step.uses === './.github/actions/stack' ? String(step.with?.['stack']) : [])),
      ...commands.flatMap((command) => [...command.matchAll(/plan -- ([a-z]\S*)/g)].map(([, stack = '']) => stack)),
    ].filter((stack) => !/^\$\{\{ (inputs|matrix)\.stack \}\}$/.test(stack))
    expect(named.length).toBeGreaterThan(6)
    expect(
      named.filter((stack) => !file(stack) && stack !== `pr-${expression('github.event.pull_request.number')}`),
    ).toEqual([])
  })

  test('work on a stack waits for work on the same stack, and is not stopped half-way', () => {
    expect(jobOf('deploy-stack.yml', 'deploy').concurrency).toEqual({
      group: `stack-${expression('inputs.stack')}`,
      'cancel-in-progress': false,
    })
    expect(jobOf('drift.yml', 'drift').concurrency?.group).toBe(`stack-${expression('matrix.stack')}`)
    const pull = files.find(({ file: name }) => name === 'pull-request-stack.yml')?.workflow
    expect(pull?.concurrency).toEqual({
      group: `stack-pr-${expression('github.event.pull_request.number')}`,
      'cancel-in-progress': false,
    })
  })

  test('prod is deployed only after dev, and only once it is approved', () => {
    const prod = files.find(({ file: name }) => name === 'deploy.yml')?.workflow.jobs['prod'] as Job & { needs: string } // as actionlint knows it
    expect(prod.needs).toBe('dev')
    expect(jobOf('deploy-stack.yml', 'deploy').environment).toBe(expression('inputs.stack'))
  })
})
