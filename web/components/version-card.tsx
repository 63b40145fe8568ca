import type { TestInput } from '../../app/contract/run-input.ts'
import type { Steering } from '../../app/contract/steering.ts'
import { judgementProblems } from '../models/judgement-sentences.ts'
import { roleNames } from '../models/role-names.ts'
import { metaPromptHash } from '../models/route.ts'
import type { VersionView } from '../models/run-view.ts'
import { countText, durationText, finishText, labelText, modelText, scoreText } from '../models/wording.ts'
import { AnswerTable } from './answer-table.tsx'
import { CheckList } from './check-list.tsx'
import { DiffText } from './diff-text.tsx'
import { ScoreMeter } from './score-meter.tsx'
import { VersionActions } from './version-actions.tsx'

interface Props {
  readonly version: VersionView
  /** The version this one was made from; null for the author's own. */
  readonly parent: VersionView | null
  /** The model that wrote it; null when rules did. */
  readonly writer: string | null
  readonly inputs: readonly TestInput[]
  readonly isPinned: boolean
  readonly isBanned: boolean
  /** Decides about the version; undefined when that is too late, or too early. */
  readonly onSteer: ((steering: Steering) => void) | undefined
  /** What is being done with it right now; null when nothing is. */
  readonly activity: string | null
}

function Verdict({ version }: { readonly version: VersionView }) {
  if (version.verdict === null) return null
  if (version.version === 0) return <span class="badge badge-quiet">Baseline</span>
  const { kept } = version.verdict
  return <span class={kept ? 'badge badge-good' : 'badge badge-quiet'}>{kept ? 'Kept' : 'Dropped'}</span>
}

/** Who wrote a version, and by which text. */
function Writer({ by, model }: { readonly by: VersionView['by']; readonly model: string | null }) {
  if (by === undefined) return <p class="fine-print">Rewritten by rules</p>
  return (
    <p class="fine-print">
      Written by {model === null ? 'a model' : modelText(model)} as {roleNames[by.role].toLowerCase()}
      {by.metaPrompt > 0 && (
        <>
          , told by <a href={metaPromptHash(by.role)}>meta-prompt {by.metaPrompt}</a>
        </>
      )}
    </p>
  )
}

function Rewrite({ version, parent, writer }: Pick<Props, 'version' | 'writer'> & { readonly parent: VersionView }) {
  return (
    <>
      <Writer by={version.by} model={writer} />
      <ul class="changes">
        {version.changes.map(({ rule, reason }) => (
          <li key={rule}>
            <strong>{labelText(rule)}.</strong> {reason}
          </li>
        ))}
      </ul>
      <details>
        <summary>Changes to {parent.version === 0 ? 'your prompt' : `version ${parent.version}`}</summary>
        <DiffText before={parent.prompt} after={version.prompt} />
      </details>
    </>
  )
}

function Output({ output }: { readonly output: NonNullable<VersionView['output']> }) {
  const { text, usage, durationMs, finishReason } = output
  return (
    <details>
      <summary>
        Answer
        <span class="summary-facts">
          {countText(usage.outputTokens)} tokens · {durationText(durationMs)}
          {finishReason !== 'stop' && ` · ${finishText(finishReason).toLowerCase()}`}
        </span>
      </summary>
      <div class="text-block">{text || '(empty)'}</div>
    </details>
  )
}

/** One step: what was changed and why, what the model answered, how it scored, and whether it was kept. */
export function VersionCard({ version, parent, writer, inputs, isPinned, isBanned, onSteer, activity }: Props) {
  const { evaluation, verdict } = version
  const name = version.version === 0 ? 'Your prompt' : `Version ${version.version}`
  return (
    <li class={verdict?.kept && version.version > 0 ? 'step step-kept' : 'step'}>
      <div class="step-head">
        <h3>{name}</h3>
        <Verdict version={version} />
        {isPinned && <span class="badge badge-active">Pinned</span>}
        {isBanned && <span class="badge badge-bad">Ruled out</span>}
        {evaluation !== null && <span class="step-score">{scoreText(evaluation.score)}</span>}
      </div>
      {evaluation !== null && <ScoreMeter score={evaluation.score} label={`Score of ${name.toLowerCase()}`} />}
      {parent !== null && <Rewrite version={version} parent={parent} writer={writer} />}
      {version.failures.map(({ code, message }, index) => (
        <p key={`${index}${code}`} class="notice notice-warning">
          {message} <code>{code}</code>
        </p>
      ))}
      {inputs.length > 0
        ? version.answers.length > 0 && <AnswerTable answers={version.answers} inputs={inputs} />
        : version.output !== null && <Output output={version.output} />}
      {evaluation !== null && <CheckList checks={evaluation.checks} />}
      {judgementProblems(version.answers).map((problem) => (
        <p key={problem} class="notice">
          {problem}
        </p>
      ))}
      {verdict !== null && <p class="verdict">{verdict.reason}</p>}
      {onSteer !== undefined && verdict !== null && (
        <VersionActions version={version.version} isPinned={isPinned} isBanned={isBanned} onSteer={onSteer} />
      )}
      {activity !== null && <p class="activity">{activity}</p>}
    </li>
  )
}
