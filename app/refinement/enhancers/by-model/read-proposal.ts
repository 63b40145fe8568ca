import type { Change, FinishReason } from '../../../contract/refinement-events.ts'
import { lexicons } from '../../language/lexicons.ts'
import { fencedText } from '../../text/fence.ts'
import { isListItem, withoutListMarker } from '../../text/lists.ts'
import { withoutThinking } from '../../text/thinking.ts'
import { plainApostrophes, wholeWords } from '../../text/words.ts'
import { longestPrompt, type Proposal } from '../rule-based.ts'
import { copiedRun } from './copied-run.ts'
import { variableProblem, withAuthorsSpelling } from './variables.ts'

/** What a reply is held against. */
export interface ProposalBounds {
  /** Named as the rule of the changes: `llm-assisted`, `architect` or `self-correction`. */
  readonly rule: string
  readonly original: string
  /** The prompts of all versions so far; the author's own among them. */
  readonly earlier: readonly string[]
  /** Test inputs and expected answers, which no prompt may repeat. */
  readonly material: readonly string[]
  /** What the author said during the run, and may be repeated. */
  readonly feedback?: readonly string[]
}

export interface RefusedProposal {
  /** Why the reply is no version to try, as a sentence. */
  readonly problem: string
}

const mostChanges = 5
const longestReason = 500

/**
 * The new prompt of a reply and what its writer says about it, or why it cannot be tried. Never throws.
 *
 * A prompt that was cut off, that was tried already, that lost a variable, or that repeats what it is tested by is
 * refused before anything is spent on measuring it.
 */
export function readProposal(
  reply: { readonly text: string; readonly finishReason: FinishReason },
  bounds: ProposalBounds,
): Proposal | RefusedProposal {
  const found = promptIn(reply.text)
  if ('problem' in found) return found
  const { changes } = found
  const prompt = withAuthorsSpelling(bounds.original, found.prompt)
  if (reply.finishReason === 'length' && !found.isClosed)
    return { problem: 'Expected a whole prompt, found one that was cut off at the token limit' }
  const problem = promptProblem(prompt, bounds)
  if (problem !== null) return { problem }
  const { rule } = bounds
  const reasons = changes.length > 0 ? changes : ['The model that wrote it gave no reason']
  return { prompt, changes: reasons.map((reason): Change => ({ rule, reason })) }
}

/** Why a prompt cannot be tried, whoever wrote it; null when it can. */
function promptProblem(prompt: string, { original, earlier, material, feedback = [] }: ProposalBounds): string | null {
  if (!/[\p{L}\p{N}]/u.test(prompt)) return 'Expected a prompt, found no text'
  if (prompt.length > longestPrompt) return `Expected at most ${longestPrompt} characters, found ${prompt.length}`
  const same = earlier.findIndex((text) => withoutSpacing(text) === withoutSpacing(prompt))
  if (same >= 0) return `Expected a new prompt, found that of version ${same} again`
  if (withoutSpacing(original) === withoutSpacing(prompt)) return 'Expected a new prompt, found the author’s own again'
  const variables = variableProblem(original, prompt)
  if (variables !== null) return variables
  const copied = copiedRun(prompt, material, [original, ...feedback])
  return copied === null ? null : `Expected rules instead of test data, found words of it: “${copied}”`
}

const withoutSpacing = (text: string) => text.normalize('NFC').replace(/\s+/gu, ' ').trim()

interface FoundPrompt {
  readonly prompt: string
  readonly changes: readonly string[]
  readonly isClosed: boolean
}

function promptIn(reply: string): FoundPrompt | RefusedProposal {
  // What PostgreSQL and providers would not take either.
  const text = withoutThinking(reply).toWellFormed().replaceAll('\u0000', '')
  const block = fencedText(text)
  if (block !== null) {
    const changes = block.before
      .split('\n')
      .filter(isListItem)
      .map((line) => withoutListMarker(line).trim().slice(0, longestReason))
    return { prompt: block.text.trim(), changes: changes.slice(0, mostChanges), isClosed: block.isClosed }
  }
  const prompt = text.replaceAll('\r\n', '\n').replace(label, '').trim()
  if (prompt !== '' && isRemark(prompt))
    return { problem: 'Expected the new prompt in a fenced block, found remarks without one' }
  return { prompt, changes: [], isClosed: false }
}

/** A line that only announces the prompt. */
const label = /^\s*[#*_ ]*(?:(?:the )?(?:new|improved|revised|final) )?prompt[*_ ]*:?[*_ ]*\n/iu

const starts = (phrases: readonly string[]) =>
  new RegExp(
    `^[\\s"'*_#¡]*(?:${phrases.join('|')}|here(?:'s| is| are)|i(?:'ve| have)|- |changes?:)(?![\\p{L}\\p{N}])`,
    'iu',
  )
const opening = starts(lexicons.map(({ answers }) => answers.opening))
const unwilling = wholeWords(lexicons.flatMap(({ answers }) => [answers.refusal, answers.askingBack]).join('|'))
const closing = wholeWords(lexicons.map(({ answers }) => answers.closing).join('|'))

/** Whether a text without a fence speaks about the prompt, or about not writing it, instead of being it. */
function isRemark(text: string): boolean {
  const plain = plainApostrophes(text)
  return opening.test(plain) || unwilling.test(plain.slice(0, 300)) || closing.test(plain.split('\n').at(-1) ?? '')
}
