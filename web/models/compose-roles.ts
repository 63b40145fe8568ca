import type { Model, ModelList } from '../../app/contract/models.ts'
import type { Draft } from './compose-rules.ts'

/** Who can play a part, and who does; null: nobody. */
export interface Part {
  readonly offered: readonly Model[]
  readonly chosen: Model | null
}

/** The parts of a run. Every choice that the server no longer offers, or would refuse, gives way to the best that it takes. */
export interface Parts {
  readonly target: Model | null
  /** Rewrites, analyses and writes test inputs. Never the simulator: its rewrites would teach nothing. */
  readonly writer: Part
  /** Grades answers. The simulator judges itself alone. */
  readonly judge: Part
}

const nobody: Part = { offered: [], chosen: null }

/** @param list null: the models are not known (yet) */
export function partsOf(draft: Pick<Draft, 'model' | 'enhancerModel' | 'judgeModel'>, list: ModelList | null): Parts {
  if (list === null) return { target: null, writer: nobody, judge: nobody }
  const { models, default: defaultId } = list
  const find = (offered: readonly Model[], id: string) => offered.find((model) => model.id === id)
  const target = find(models, draft.model) ?? find(models, defaultId) ?? models[0] ?? null
  const languageModels = models.filter(({ simulated }) => !simulated)
  const part = (offered: readonly Model[], id: string): Part => ({
    offered,
    chosen: find(offered, id) ?? find(offered, target?.id ?? '') ?? find(offered, defaultId) ?? offered[0] ?? null,
  })
  return {
    target,
    writer: part(languageModels, draft.enhancerModel),
    judge: part(target?.simulated ? models : languageModels, draft.judgeModel),
  }
}
