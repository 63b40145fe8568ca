import type { JudgeCriterion } from '../../contract/judge.ts'

/** One question that a judge answers about an answer by naming the description that fits. */
export interface Criterion {
  readonly name: string
  readonly question: string
  /** Descriptions of the levels, worst first; the level is the index. At least 2. */
  readonly levels: readonly string[]
  /** > 0, relative to the other criteria. */
  readonly weight: number
}

/** Changes with every change of the shipped criteria: levels of different versions are not comparable. */
export const rubricVersion = 1

/**
 * What every answer is judged by. Levels with a description each, because models agree with themselves and with people on
 * classes far better than on free numbers. All weigh the same: nothing measured says that one of them matters more.
 */
const shippedCriteria: readonly Criterion[] = [
  {
    name: 'clarity',
    question: 'Is the answer understood at the first reading by the reader that the task implies?',
    levels: [
      'That reader cannot tell what it says.',
      'The point can be guessed, but most passages have to be read twice or contradict each other.',
      'The point is clear, but several passages are ambiguous, out of order or padded.',
      'Clear throughout, except for one passage that is ambiguous, out of order or padded.',
      'Every sentence is understood at once, stands where it belongs, and none could be left out.',
    ],
    weight: 1,
  },
  {
    name: 'relevance',
    question: 'Does what is written serve the task?',
    levels: [
      'It is about something else, or refuses.',
      'Less than half of it serves the task.',
      'Most of it serves the task, but at least one whole passage does not.',
      'Every passage serves the task, but one or two sentences stray from it.',
      'Every sentence serves the task.',
    ],
    weight: 1,
  },
  {
    name: 'completeness',
    question: 'Is everything there that the task asks for?',
    levels: [
      'Nothing of what is asked for is there.',
      'Less than half of what is asked for is there.',
      'At least half of it is there, but something essential is missing.',
      'Everything essential is there; something minor is missing or only touched upon.',
      'Everything asked for is there, each part as deep as the task implies.',
    ],
    weight: 1,
  },
  {
    name: 'adherence',
    question: 'Does the answer keep to what the task says about form, length, tone, language and limits?',
    levels: [
      'It keeps to none of it.',
      'It breaks more of these requirements than it keeps.',
      'It keeps most of them and breaks at least one that is stated.',
      'It keeps all that are stated and falls short of one that is only implied.',
      'It keeps all of them, stated and implied; or the task has none and nothing was made up.',
    ],
    weight: 1,
  },
]

/** For an author's own question without descriptions. */
const usualLevels: readonly string[] = [
  'Not at all.',
  'Hardly: what speaks for it is a single detail.',
  'In part: about as much speaks for it as against it.',
  'Mostly: one shortcoming can be named.',
  'Fully: no shortcoming can be named.',
]

/** The shipped criteria and the author's own, in this order. */
export const criteriaOf = (own: readonly JudgeCriterion[] = []): readonly Criterion[] => [
  ...shippedCriteria,
  ...own.map(({ name, question, levels = usualLevels }) => ({ name, question, levels, weight: 1 })),
]

/** 0..1: the share of the way from the worst level to the best. */
export const scoreOfLevel = ({ levels }: Criterion, level: number): number => level / (levels.length - 1)
