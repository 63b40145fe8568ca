import { quoted } from './quoted.ts'

/** Outputs may be others after this: another state, or another stack. */
const changing =
  /\bpulumi (up|refresh|destroy|import|stack (import|select|init|rm|rename))\b|\bnpm run( --silent)? up\b/

export const changesOutputs = (script: string): boolean => changing.test(script)

export const readsOutputs = (script: string): boolean => script.includes('pulumi stack output')

/**
 * A shell function `pulumi` that answers `pulumi stack output NAME`, and leaves everything else to the CLI.
 * @param json what `pulumi stack output --json` printed; a secret is in it as `[secret]`, as the CLI shows it
 */
export function outputsFunction(json: string): string {
  const outputs = JSON.parse(json) as Record<string, unknown> // as the CLI documents
  const answers = Object.entries(outputs).map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    return `${quoted(`3 stack output ${name}`)}) printf '%s\\n' ${quoted(text)} ;;`
  })
  return ['pulumi() {', 'case "$# $*" in', ...answers, '*) command pulumi "$@" ;;', 'esac', '}'].join('\n')
}
