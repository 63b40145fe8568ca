import { defaultMetaPrompts } from '../../meta-prompts/defaults.ts'
import { render } from '../../meta-prompts/render.ts'
import { elide } from '../../text/elide.ts'
import { longestPrompt } from '../rule-based.ts'
import { renderEvidence, renderFailures } from './evidence.ts'
import { analysisForm } from './read-analysis.ts'
import type { ProposalSituation } from './situation.ts'
import { variablesOf } from './variables.ts'

/** The roles that work on a prompt and its answers. */
export type ProposalRole = 'enhancer' | 'architect' | 'analyser' | 'reviser'

/** Tokens (estimated) for what can be long; the prompts themselves are never cut. */
const tokens = { evidence: 4_000, failures: 800, tried: 1_500, lessons: 800 } as const
/** Rewrites that are told of, the latest ones. */
const mostTried = 3

/** What a model is sent in a role: the run's meta-prompt, or the built-in one, filled with the situation. */
export function askFor(role: ProposalRole, situation: ProposalSituation): string {
  const { original, prompt, samples, tried = [], lessons = [], feedback = [], flaws = [], metaPrompts } = situation
  const template = metaPrompts?.find((used) => used.role === role)?.text ?? defaultMetaPrompts[role]
  const variables = variablesOf(original).map((name) => `{{${name}}}`)
  return render(template, {
    prompt,
    original,
    evidence: renderEvidence(samples, tokens.evidence),
    failures: renderFailures(samples, tokens.failures),
    tried: renderTried(tried.slice(-mostTried), tokens.tried),
    lessons: elide(bullets(lessons.map(({ text }) => text)), tokens.lessons),
    feedback: bullets(feedback),
    flaws: flaws
      .map(({ flaw, quote, fix }) => `- ${flaw}\n  Quote: ${quote}${fix === '' ? '' : `\n  Fix: ${fix}`}`)
      .join('\n'),
    variables: variables.length === 0 ? '(there are none)' : `${variables.join(', ')}.`,
    limit: String(longestPrompt),
    form: analysisForm,
  })
}

const bullets = (texts: readonly string[]) => texts.map((text) => `- ${text}`).join('\n')

const renderTried = (tried: readonly { prompt: string; reason: string }[], maxTokens: number) =>
  tried.map(({ prompt, reason }) => `${elide(prompt, maxTokens / tried.length)}\n-> ${reason}`).join('\n\n')
