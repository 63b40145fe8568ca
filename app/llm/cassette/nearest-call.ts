import type { RecordedCall, RecordedRequest } from './recorded-call.ts'

interface Nearest {
  /** Line of the file, from 1, when the file holds every call once. */
  readonly position: number
  /** In what the two requests differ, in words; no prompt is quoted, since errors are logged. */
  readonly differences: readonly string[]
}

/** The recorded call whose request is most like this one: fewest other settings first, then the longest common beginning of the prompt. */
export function nearestCall(asked: RecordedRequest, calls: Iterable<RecordedCall>): Nearest | null {
  let best: { nearest: Nearest; distance: number } | null = null
  let position = 0
  for (const { request } of calls) {
    position++
    const same = commonLength(asked.prompt, request.prompt)
    const isSame = asked.prompt === request.prompt
    const settings = differentSettings(asked, request)
    const share = same / Math.max(asked.prompt.length, request.prompt.length, 1)
    const distance = settings.length + (isSame ? 0 : 2 - share)
    const prompt = isSame ? [] : [`the prompt, from character ${same + 1} on`]
    if (best === null || distance < best.distance)
      best = { nearest: { position, differences: [...settings, ...prompt] }, distance }
  }
  return best?.nearest ?? null
}

function differentSettings(asked: RecordedRequest, recorded: RecordedRequest): string[] {
  const [now, then] = [settingsOf(asked), settingsOf(recorded)]
  const names = [...new Set([...now.keys(), ...then.keys()])].sort()
  return names
    .filter((name) => now.get(name) !== then.get(name))
    .map((name) => `${name} (asked ${now.get(name) ?? 'without'}, recorded ${then.get(name) ?? 'without'})`)
}

const settingsOf = ({ prompt: _, ...settings }: RecordedRequest): Map<string, string> =>
  new Map(
    Object.entries(settings).map(([name, value]) => {
      const text = JSON.stringify(value)
      return [name, text.length > 60 ? `${text.slice(0, 60)}…` : text]
    }),
  )

function commonLength(a: string, b: string): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length++
  return length
}
