/** A reply without what a reasoning model, served by Ollama or vLLM, has put before it. It may hold drafts and fences. */
export const withoutThinking = (reply: string): string => reply.replace(/^\uFEFF?\s*<think>[\s\S]*?<\/think>\s*/iu, '')
