/** Where an alarm's description leads. */
export interface RunbookLink {
  /** As it stands there: an address, or a path in the repository. */
  readonly address: string
  /** Name of the page: the file without its folder and ending. */
  readonly page: string
  /** Full commit in the address, where it names one as GitHub and GitLab do. */
  readonly commit: string | undefined
}

/** The link in a description; undefined when it has none. */
export function runbookLinkIn(description: string): RunbookLink | undefined {
  const address = /^Runbook: (\S+)$/m.exec(description)?.[1]
  const page = address && /(?:^|\/)([a-z0-9-]+)\.md$/.exec(address)?.[1]
  if (!address || !page) return undefined
  return { address, page, commit: /\/blob\/([0-9a-f]{40})\/(?:.+\/)?runbooks\//.exec(address)?.[1] }
}

/** The title of a page, which is the name it has to have. */
const titleOf = (markdown: string): string | undefined => /^# (.+)$/m.exec(markdown)?.[1]

/**
 * Why following a link would not open the page that it names; nothing when it would.
 * @param read the page at a commit, or as it is in the checkout when none is named; undefined when it is not there
 */
export function linkProblems(
  { address, page, commit }: RunbookLink,
  read: (page: string, commit: string | undefined) => string | undefined,
): readonly string[] {
  const markdown = read(page, commit)
  if (markdown === undefined)
    return commit === undefined
      ? [`${address} leads to no page: there is no runbooks/${page}.md`]
      : [
          `${address} leads to no page that this checkout knows: is commit ${commit} in it (git fetch), and runbooks/${page}.md in that?`,
        ]
  const title = titleOf(markdown)
  return title === page ? [] : [`${address} opens a page with the heading ${title ?? '(none)'}, and not ${page}`]
}
