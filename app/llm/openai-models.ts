import type { Model as ListedModel } from 'openai/resources/models'
import type { Model } from '../contract/models.ts'
import { byName, listedModel } from './listed-model.ts'
import { ProviderFailure } from './provider-failure.ts'

/** Of openai.com's list: families that chat completions serve ... */
const chatFamily = /^(ft:)?(gpt-|chatgpt-|o\d)/
/** ... without those for sound and pictures, and those that only the Responses or the old completions API serves. */
const otherUse = /audio|realtime|live|transcribe|tts|image|search|instruct|codex|deep-research|computer-use|-pro(-|$)/

/**
 * The models to offer, in the order of their names. A compatible server's list is not filtered: its names tell nothing.
 * @param body what GET /models answered; Ollama sends `data: null` when it has no model yet
 * @throws ProviderFailure malformed when it is no list
 */
export function openAiModels(body: unknown, openAi: boolean): Model[] {
  const data = typeof body === 'object' && body !== null && 'data' in body ? (body.data ?? []) : undefined
  if (!Array.isArray(data)) throw new ProviderFailure({ kind: 'malformed' }, 'no list of models')
  return data
    .map((listed: Partial<ListedModel> | null) => listed?.id)
    .filter((id) => !openAi || (id !== undefined && chatFamily.test(id) && !otherUse.test(id)))
    .flatMap((id) => listedModel('openai', id))
    .toSorted(byName)
}
