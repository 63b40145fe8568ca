import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { Answer, PageOptions } from './run-page.ts'

const answers: Readonly<Record<string, Answer>> = {
  y: 'yes',
  yes: 'yes',
  s: 'skip',
  skip: 'skip',
  q: 'quit',
  quit: 'quit',
}

/** A person at a terminal. @param signal ends waiting for an answer */
export function terminalReader(
  { stdin, stdout }: Pick<NodeJS.Process, 'stdin' | 'stdout'>,
  signal: AbortSignal,
): PageOptions['reader'] & { question(text: string): Promise<string> } {
  async function question(text: string, isSecret = false): Promise<string> {
    // What is typed comes back through the output: one that swallows everything shows nothing of a secret.
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
    if (isSecret) stdout.write(text)
    const terminal = createInterface({ input: stdin, output: isSecret ? silent : stdout, terminal: stdin.isTTY })
    terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
    try {
      return await terminal.question(isSecret ? '' : text, { signal })
    } finally {
      terminal.close()
      if (isSecret) stdout.write('\n')
    }
  }
  return {
    show: (text) => void stdout.write(text),
    async confirm(text) {
      for (;;) {
        const answer = answers[(await question(`${text} y/skip/quit `)).trim().toLowerCase()]
        if (answer) return answer
      }
    },
    ask: (text, { isSecret }) => question(text, isSecret),
    question: (text) => question(text),
  }
}
