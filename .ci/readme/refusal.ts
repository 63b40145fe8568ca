import { readSettings } from '../../infra/plan/read-settings.ts'
import { SettingsError } from '../../infra/plan/settings-problem.ts'

/** What a stack with a few wrong settings is told, as a Markdown block. @throws Error when nothing was refused */
export function refusalText(): string {
  const values: Readonly<Record<string, string>> = { database: 'sqlite', maxTasks: '3', memroy: '2048' }
  try {
    readSettings({
      stack: 'dev',
      get: (key) => values[key],
      isSecret: () => false,
      keys: Object.keys(values),
      missingSecrets: 'refuse',
    })
  } catch (error) {
    if (error instanceof SettingsError) return `\`\`\`\n${error.message.trim()}\n\`\`\``
    throw error
  }
  throw new Error('expected the example of docs/settings.md to be refused')
}
