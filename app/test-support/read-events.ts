/** One block of an event stream: an event with its data parsed, a retry hint, or a comment. */
export interface StreamBlock {
  id?: string
  event?: string
  data?: unknown
  retry?: number
  comment?: string
}

function parseBlock(block: string): StreamBlock {
  const parsed: StreamBlock = {}
  for (const line of block.split('\n')) {
    const at = line.indexOf(':')
    const [name, value] = [line.slice(0, at), line.slice(at + 1).trimStart()]
    if (name === '') parsed.comment = value
    else if (name === 'data') parsed.data = JSON.parse(value)
    else if (name === 'retry') parsed.retry = Number(value)
    else if (name === 'id' || name === 'event') parsed[name] = value
    else throw new Error(`Expected a field of an event stream, got ${line}`)
  }
  return parsed
}

/** The blocks of an event stream as they arrive. Strict on purpose: whatever is not ours fails the test. */
export async function* readEvents(answer: Response): AsyncGenerator<StreamBlock, undefined> {
  if (answer.body === null) throw new Error(`Expected a stream, got ${answer.status} without body`)
  let rest = ''
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) yield parseBlock(block)
  }
  if (rest !== '') throw new Error(`The stream ended in the middle of a block: ${rest}`)
}

/** The whole stream; only for one that ends. */
export async function readAllEvents(answer: Response): Promise<StreamBlock[]> {
  const blocks = []
  for await (const block of readEvents(answer)) blocks.push(block)
  return blocks
}
