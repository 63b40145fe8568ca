/** Where an image in ECR lies. */
export interface EcrImage {
  readonly account: string
  readonly region: string
  readonly repository: string
}

/** The parts of a reference into ECR; undefined for an image in any other registry. */
export function ecrImage(reference: string): EcrImage | undefined {
  const match =
    /^(?<account>\d{12})\.dkr\.ecr\.(?<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/(?<repository>[^@:]+)[@:]/.exec(
      reference,
    )
  const { account, region, repository } = match?.groups ?? {}
  return account && region && repository ? { account, region, repository } : undefined
}
