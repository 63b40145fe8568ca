import type { EngineEvent } from '@pulumi/pulumi/automation/index.js'

/** What went wrong with one resource, in AWS's words. */
export interface Problem {
  /** `aws:ecr/repository:Repository mpla-dev`; undefined: the program, or the engine itself. */
  readonly resource: string | undefined
  readonly message: string
}

/** The errors among the events of an operation: each once, without the engine's own summary of them. */
export function problemsIn(events: readonly EngineEvent[]): readonly Problem[] {
  const problems = events.flatMap(({ diagnosticEvent }): Problem[] => {
    if (diagnosticEvent?.severity !== 'error') return []
    const [, , types = '', name = ''] = diagnosticEvent.urn?.split('::') ?? []
    const type = types.split('$').at(-1) ?? ''
    const message = tidy(diagnosticEvent.message)
    return message === '' ? [] : [{ resource: /^(pulumi:|$)/.test(type) ? undefined : `${type} ${name}`, message }]
  })
  const own = problems.filter(({ message }) => !/^(update|preview) failed$/.test(message))
  return [
    ...new Map((own.length > 0 ? own : problems).map((each) => [`${each.resource} ${each.message}`, each])).values(),
  ]
}

/** Without colours, places in the provider's source and repetitions of the same sentence. */
function tidy(message: string): string {
  const lines = message
    .replaceAll(/<\{%.*?%\}>/g, '')
    .replaceAll(/^error: /gm, '')
    .replaceAll(/\S+\.go:\d+: (sdk\.helper_schema: )?/g, '')
    .replaceAll(/: provider=aws@\S+/g, '')
    .replaceAll(/^\s*\d+ errors? occurred:\s*$/gm, '')
    .replaceAll(/^\s*\* /gm, '')
    .split('\n')
    .map((line) => line.trimEnd())
  const once = lines.filter(
    (line, index) => line.trim() === '' || lines.findIndex((each) => each.trim() === line.trim()) === index,
  )
  return once
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

/** One block for each problem. */
export const problemText = (problems: readonly Problem[]): string =>
  problems
    .map(({ resource, message }) => (resource === undefined ? message : `${resource}\n${message.replace(/^/gm, '  ')}`))
    .join('\n')
