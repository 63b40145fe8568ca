const mostTerms = 24

/** Words of requests and sentences, and of how to answer: no answer needs to repeat them. */
const ordinary = new Set(
  `about above across after again against also although always among another answer array around avoid because become
  been before being below best between both bullet bullets cannot characters columns come contain could cover create
  describe does doing down draft during each either elements else ensure even every everything exact exactly exceed
  explain field fields fine five following format four from generate give gives good have having headings help here hers
  himself however include into itself json just keep keys length like list made make many markdown maximum mention
  minimum more most much must need needs never nice nine numbered objects only other others ours output over paragraph
  paragraphs plain please points produce prompt prose provide really request respond return rows same section sections
  seven shall should show since some someone something still such sure table take tell text than that their them
  themselves then there these they thing things this those three through thus under until upon used user using very want
  wants were what whatever when where which while whom whose will with within without word words would write writing your
  yours yourself sentence sentences`.split(/\s+/),
)

/** Who is to answer is no part of what the answer is about. */
const roleSentence = /\b(?:you are|act as|take the role of)\b[^.\n]{0,200}[.\n]?/gi

// Building a segmenter costs more than most prompts take to cut.
const words = new Intl.Segmenter('en', { granularity: 'word' })

/**
 * The words an answer has to take up, in the order in which the task first names them, at most 24: words of the task
 * with 4 letters or more (2 where the script is not Latin) that are no words of ordinary requests.
 */
export function keyTerms(task: string): string[] {
  const terms = new Map<string, string>()
  for (const { segment, isWordLike } of words.segment(task.replaceAll(roleSentence, ' '))) {
    const key = segment.toLowerCase()
    const isLong = segment.length >= (/^[\p{Script=Latin}\p{N}_'’-]+$/u.test(segment) ? 4 : 2)
    if (isWordLike && isLong && /\p{L}/u.test(segment) && !ordinary.has(key) && !terms.has(key)) terms.set(key, segment)
    if (terms.size === mostTerms) break
  }
  return [...terms.values()]
}
