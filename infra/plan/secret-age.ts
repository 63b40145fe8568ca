/** A version of a secret, as Secrets Manager lists it. */
interface ListedVersion {
  readonly versionId: string
  /** RFC 3339. */
  readonly createdTime: string
}

/**
 * When a version was made, RFC 3339. Empty for one that is not listed: it is so new that Secrets Manager does not show
 * it everywhere yet, and a deployment must not fail because of that.
 */
export const madeAt = (versionId: string, versions: readonly ListedVersion[]): string =>
  versions.find((version) => version.versionId === versionId)?.createdTime ?? ''

/** The oldest of moments in RFC 3339, empty ones left out; empty when there is none. */
export const oldest = (moments: readonly string[]): string =>
  moments.filter((moment) => moment !== '').toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? ''
