/** A selector of PromQL: `up{job=~"mpla"}`. */
export interface Selector {
  readonly metric: string
  readonly matchers: readonly { readonly label: string; readonly operator: string; readonly value: string }[]
}

/** Selectors with matchers in a text, each once. */
export function selectorsIn(text: string): readonly Selector[] {
  const found = new Map(
    [...text.matchAll(/\b([a-z_][\w:]*)\{([^{}]+)\}/g)].map(([whole, metric = '', matchers = '']) => [
      whole,
      {
        metric,
        matchers: [...matchers.matchAll(/(\w+)(=~|!~|!=|=)"([^"]*)"/g)].map(
          ([, label = '', operator = '', value = '']) => ({
            label,
            operator,
            value,
          }),
        ),
      },
    ]),
  )
  return [...found.values()].filter(({ matchers }) => matchers.length > 0)
}
