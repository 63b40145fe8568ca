/**
 * Tokens of a text where the provider reports none: 4 characters a token, OpenAI's rule of thumb for English
 * (help.openai.com, "What are tokens and how to count them?"). Other languages need more; it is an estimate.
 */
export const estimatedTokens = (text: string): number => Math.ceil(text.length / 4)
