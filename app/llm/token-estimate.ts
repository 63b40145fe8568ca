/** OpenAI's rule of thumb for English (help.openai.com, "What are tokens and how to count them?"). */
export const charactersPerToken = 4

/** Tokens of a text where the provider reports none. Other languages than English need more; it is an estimate. */
export const estimatedTokens = (text: string): number => Math.ceil(text.length / charactersPerToken)
