import type { Model as ListedModel } from '@google/genai'
import type { Model } from '../contract/models.ts'
import { byName, listedModel } from './listed-model.ts'

/** Models that generate content, but sound, pictures or robot moves instead of text. */
const otherUse = /embedding|image|audio|tts|live|robotics|computer-use|veo|lyria|imagen/

/** The text models to offer, in the order of their names. */
export function geminiModels(listed: readonly ListedModel[]): Model[] {
  return listed
    .filter((model) => model.supportedActions?.includes('generateContent') && !otherUse.test(model.name ?? ''))
    .flatMap((model) => {
      const name = model.name?.replace(/^models\//, '') ?? ''
      const [contextTokens, outputTokens] = [model.inputTokenLimit, model.outputTokenLimit]
      const limits = contextTokens && outputTokens ? { limits: { contextTokens, outputTokens } } : {}
      return listedModel('gemini', name, model.displayName || name).map((listed) => ({ ...listed, ...limits }))
    })
    .toSorted(byName)
}
