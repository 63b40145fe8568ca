/** Why nothing was begun: what was expected, what came, and what to do. Anything else that is thrown is a bug. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}
