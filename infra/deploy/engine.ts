import type { EngineEvent } from '@pulumi/pulumi/automation/index.js'

type OnEvent = (event: EngineEvent) => void

/** Outputs of a stack as text; of secret ones only the name. */
export type Outputs = Readonly<Record<string, string>>

/** Pulumi's engine with one stack selected. Operations reject with what Pulumi printed. */
export interface Engine {
  preview(onEvent: OnEvent): Promise<void>
  up(onEvent: OnEvent): Promise<Outputs>
  /** Value of a setting, decrypted; undefined when it is not set. */
  setting(key: string): Promise<string | undefined>
}
