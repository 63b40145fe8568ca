/** Names under which programs expect a credential. */
const secretName =
  /(^|_)(SECRET|TOKEN|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|(API|ACCESS|PRIVATE|SECRET|SIGNING)_?KEY)$/i

/** Forms of credentials that can be told by themselves, each with what it is. */
const forms: readonly (readonly [string, RegExp])[] = [
  ['an OpenAI key', /\bsk-[\w-]{16,}/],
  ['a Google key', /\bAIza[\w-]{20,}/],
  ['an AWS access key', /\b(AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a GitHub token', /\b(gh[pousr]_\w{20,}|github_pat_\w{20,})/],
  ['a Slack token', /\bxox[abeprs]-[\w-]{10,}/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a signed token', /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\./],
  ['an address with a password', /\w:\/\/[^\s/@:]*:[^\s/@]+@/],
]

/** Bits of information per character, by the frequencies of the text's own characters. */
function entropy(text: string): number {
  const shares = [...Map.groupBy(text, (character) => character).values()].map(({ length }) => length / text.length)
  return -shares.reduce((sum, share) => sum + share * Math.log2(share), 0)
}

/**
 * Shortest run of letters and digits that is judged by its entropy. 24 hexadecimal digits are 96 bits; names of models
 * and hosts are shorter, or are cut by dashes and dots.
 */
const longRun = 24
/** Random hexadecimal text of that length has 3.0 to 4.0 bits a character; a repeated word has less. */
const highEntropy = 2.9

const looksRandom = (value: string) =>
  (value.match(/[A-Za-z0-9]+/g) ?? []).some(
    (run) => run.length >= longRun && /\d/.test(run) && /[A-Za-z]/.test(run) && entropy(run) > highEntropy,
  )

/** Why a plain variable looks like a secret, without its value; undefined when it does not. */
export function secretLook(name: string, value: string): string | undefined {
  if (value === '') return undefined
  if (secretName.test(name)) return 'has the name of a secret'
  const form = forms.find(([, pattern]) => pattern.test(value))
  if (form) return `looks like ${form[0]}`
  return looksRandom(value) ? 'is as random as a key' : undefined
}
