/** Who may change the structure of the database and make roles. */
export interface Administrator {
  readonly user: string
  readonly password: string
}

/** The same database, host and TLS settings, as somebody else. @param url `postgresql://…` */
export function administratorUrl(url: string, { user, password }: Administrator): string {
  const other = new URL(url)
  // The setters leave % and some others as they are, which the reader of the URL would decode.
  other.username = encodeURIComponent(user)
  other.password = encodeURIComponent(password)
  return other.href
}
