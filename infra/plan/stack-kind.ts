/** `prod` is protected, redundant and alarmed to a person; `dev` is cheap and can be thrown away. */
export const stackKinds = ['prod', 'dev'] as const
export type StackKind = (typeof stackKinds)[number]

/** What a stack's name says about its kind; undefined when it says nothing, and `mpla:kind` has to. */
export function kindFromName(stack: string): StackKind | undefined {
  if (/^prod(-|$)/.test(stack)) return 'prod'
  if (/^(dev(-|$)|pr-\d+$)/.test(stack)) return 'dev'
  return undefined
}

/** Whether a stack is that of a pull request, which takes the settings of `dev` where it has none. */
export const isPullRequest = (stack: string): boolean => /^pr-\d+$/.test(stack)
