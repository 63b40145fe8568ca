import type { LogStream } from './plugins/logging.ts'

/** For people at a terminal: short coloured lines instead of JSON. */
export async function readableLog(): Promise<LogStream> {
  const { default: pretty } = await import('pino-pretty')
  return pretty({
    colorize: true,
    ignore: 'requestId,req,res,durationMs',
    messageKey: 'message',
    messageFormat: '{message} {req.method} {req.path} {res.statusCode}',
    translateTime: 'SYS:HH:MM:ss',
    singleLine: true,
  })
}

/** What a person wants to know once the server listens. */
export function greetingOf(origin: string, defaultModel: string): string {
  const url = new URL(origin)
  if (url.hostname === '0.0.0.0' || url.hostname === '[::]') url.hostname = 'localhost'
  const place = `MPLA is at ${url.origin}`
  return defaultModel.startsWith('simulator:')
    ? `${place}. The simulator answers, which is not a language model; set OPENAI_API_KEY, OPENAI_BASE_URL or GEMINI_API_KEY to ask one.`
    : `${place}. Prompts are refined for ${defaultModel} unless a request names another model.`
}
