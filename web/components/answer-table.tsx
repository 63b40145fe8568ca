import type { TestInput } from '../../app/contract/run-input.ts'
import type { AnswerView } from '../models/version-answers.ts'
import { plural, scoreText } from '../models/wording.ts'

interface Props {
  readonly answers: readonly AnswerView[]
  readonly inputs: readonly TestInput[]
}

/** The answers of a version to the test inputs, worst first: that is where to look. */
export function AnswerTable({ answers, inputs }: Props) {
  const sorted = [...answers].sort((a, b) => (a.score ?? 2) - (b.score ?? 2))
  return (
    <details>
      <summary>
        Answers
        <span class="summary-facts">{plural(answers.length, 'answer', 'answers')}, the lowest score first</span>
      </summary>
      <table class="answer-table">
        <thead>
          <tr>
            <th scope="col">Input</th>
            <th scope="col">Answer</th>
            <th scope="col">Score</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ input, sample, text, score, checks, judgement }) => (
            <tr key={`${input} ${sample}`}>
              <td>
                {inputs[input]?.text}
                {inputs[input]?.generated && <span class="badge badge-quiet">generated</span>}
              </td>
              <td>
                {text || '(empty)'}
                {judgement?.status === 'invalid' && (
                  <p class="fine-print">The judge’s replies could not be used: {judgement.problem}</p>
                )}
                {checks
                  .filter(({ passed }) => !passed)
                  .map(({ check, feedback }) => (
                    <p key={check} class="fine-print">
                      {feedback}
                    </p>
                  ))}
              </td>
              <td>{score === null ? '…' : scoreText(score)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
