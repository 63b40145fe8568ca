import type { MetaPromptVersion } from '../../app/contract/meta-prompts.ts'
import type { Api } from '../api/api.ts'
import { failure } from './scripted-api.ts'

/** The role of the enhancer on a server that keeps versions, refuses texts without {{prompt}}, and knows two editors. */
export function scriptedMetaPrompts(...texts: string[]) {
  const versions: MetaPromptVersion[] = texts.map((text, index) => ({
    role: 'enhancer',
    version: index + 1,
    origin: index === 0 ? 'shipped' : 'author',
    note: index === 0 ? 'Came with the release' : `Note ${index + 1}`,
    createdAt: '2026-05-04T09:30:00.000Z',
    active: index === texts.length - 1,
    text,
  }))
  const active = () => {
    const found = versions.find((version) => version.active)
    if (found === undefined) throw new Error('no version is active')
    return found
  }
  const activate = (version: number) => {
    for (const each of versions) each.active = each.version === version
  }
  const add = (text: string, note: string, isActive: boolean): MetaPromptVersion => {
    const version = versions.length + 1
    const added: MetaPromptVersion = { ...active(), version, origin: 'author', note, text, active: false }
    versions.push(added)
    if (isActive) activate(version)
    return added
  }
  const api: Partial<Api> = {
    metaPrompts: async () => ({
      items: [
        {
          role: 'enhancer',
          description: 'Improves the best version',
          placeholders: [
            { name: 'prompt', required: true, description: 'The prompt to work on' },
            { name: 'lessons', required: false, description: 'What helped before' },
          ],
          active: { ...active() },
          latestVersion: versions.length,
          newerDefault: null,
        },
      ],
    }),
    metaPromptHistory: async (role) => ({
      role,
      activeVersion: active().version,
      latestVersion: versions.length,
      versions: versions.map(({ role: _, text, ...row }) => ({ ...row, characters: text.length })).reverse(),
    }),
    metaPromptVersion: async (_, wanted) => {
      const found = versions.find(({ version }) => version === wanted)
      if (found === undefined) throw failure(404, 'META_PROMPT_NOT_FOUND')
      return found
    },
    saveMetaPrompt: async (_, { text, note = '', activate: isActive = false, expectedVersion }) => {
      if (expectedVersion !== versions.length) throw failure(409, 'META_PROMPT_CHANGED', 'Since then came version 2.')
      return add(text, note, isActive)
    },
    activateMetaPrompt: async (_, { version, expectedActive }) => {
      if (expectedActive !== active().version) throw failure(409, 'META_PROMPT_CHANGED', 'Another one is active.')
      activate(version)
      return active()
    },
    previewMetaPrompt: async (_, text) => ({
      problems: text.includes('{{prompt}}') ? [] : ['Expected {{prompt}}'],
      text: text.replace('{{prompt}}', 'AN EXAMPLE'),
      tokens: 42,
    }),
  }
  return { api, versions, add, active }
}
