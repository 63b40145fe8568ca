const longestKept = 2_000

/**
 * Text of a provider for the log: the key is cut out in every spelling in which servers echo it, and so is anything
 * that looks like a credential. Cutting comes before shortening, so that no half of a key is left at the end.
 */
export function redacted(text: string, apiKey: string | undefined): string {
  let safe = text
  if (apiKey !== undefined)
    for (const spelling of new Set([apiKey, encodeURIComponent(apiKey), Buffer.from(apiKey).toString('base64')]))
      safe = safe.replaceAll(spelling, '[key]')
  return safe
    .replace(/\bbearer\s+[^\s"',;]+/gi, 'Bearer [key]')
    .replace(/\b(sk-|AIza)[\w*-]{4,}/g, '[key]')
    .slice(0, longestKept)
}
