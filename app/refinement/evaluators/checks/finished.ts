import { always, type Check, failed, passed, quote } from '../check.ts'

/** The answer came to its own end: not stopped by a limit, no open code fence, no sentence left hanging. */
export const finished: Check = {
  name: 'finished',
  subject: 'output',
  weight: 2,
  applies: always,
  run: ({ text, finishReason }) => {
    if (finishReason === 'length') return failed('Expected a finished answer, found one cut at the token limit')
    const fences = text.match(/^[ \t]*```/gmu)?.length ?? 0
    if (fences % 2 === 1) return failed('Expected every code fence to be closed, found an open one', 0.5)
    const end = text.trimEnd()
    if (/[,;:([{–-]$/u.test(end)) return failed(`Expected the answer to end, found ${quote(end.slice(-30))}`, 0.5)
    return passed('The answer came to its end')
  },
}
