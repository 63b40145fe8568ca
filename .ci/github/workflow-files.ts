import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

export interface Step {
  readonly uses?: string
  readonly run?: string
  readonly env?: Readonly<Record<string, string>>
  readonly with?: Readonly<Record<string, unknown>>
}

export interface Job {
  readonly permissions?: Readonly<Record<string, string>>
  readonly environment?: string
  readonly concurrency?: { readonly group: string }
  readonly if?: string
  readonly 'timeout-minutes'?: number
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> }
  readonly uses?: string
  readonly with?: Readonly<Record<string, string>>
  readonly steps?: readonly Step[]
}

export interface Workflow {
  readonly name: string
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions?: Readonly<Record<string, string>>
  readonly concurrency?: { readonly group: string }
  readonly jobs: Readonly<Record<string, Job>>
}

export interface WorkflowFile {
  readonly file: string
  readonly text: string
  readonly workflow: Workflow
}

/** The workflows of a checkout. Their form is what actionlint checks, so it is not checked here. */
export function readWorkflows(root: string): readonly WorkflowFile[] {
  const folder = join(root, '.github/workflows')
  return readdirSync(folder)
    .toSorted()
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8')
      return { file, text, workflow: parse(text) as Workflow }
    })
}

/** Steps of the local action that the workflows share. */
export function readAction(root: string): { readonly text: string; readonly steps: readonly Step[] } {
  const text = readFileSync(join(root, '.github/actions/stack/action.yml'), 'utf8')
  return { text, steps: (parse(text) as { runs: { steps: readonly Step[] } }).runs.steps }
}
