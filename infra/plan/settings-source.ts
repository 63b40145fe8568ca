/** Where settings come from: Pulumi's configuration, or a stack file read without Pulumi. */
export interface SettingsSource {
  /** Name of the stack. */
  readonly stack: string
  /** The raw value of a setting. Only the length of a secret is looked at, and nothing of it is kept. */
  readonly get: (key: string) => string | undefined
  /** Whether the value was stored with `--secret`. */
  readonly isSecret: (key: string) => boolean
  /** Every key that is set in the namespace, to find mistyped ones. */
  readonly keys: readonly string[]
  /** What to do about a required secret that is missing: `list` shows a plan before any secret exists. */
  readonly missingSecrets: 'refuse' | 'list'
}
