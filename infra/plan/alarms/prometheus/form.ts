/** How Prometheus sees what an alarm watches. Threshold and evaluation are the alarm's own. */
export interface PrometheusForm {
  /** Snake-case name of the value. Alarms that watch the same value share it, as they share the expression. */
  readonly name: string
  /**
   * PromQL of the value, in the unit of the alarm's threshold: at most one sample for each installation (`job`), none where
   * nothing can be concluded.
   * @param window length of one data point, as a duration of PromQL
   */
  readonly value: (window: string) => string
  /** First command to type on a Docker host, or wherever the installation can be reached. */
  readonly firstCommand: string
}

/** Installations, one a job: `mpla`, or `mpla-…` where one Prometheus watches several. */
export const installations = 'job=~"mpla(-.+)?"'

/** A selector of a metric of the application, or of `up`. @param labels further matchers */
export const select = (metric: string, ...labels: readonly string[]): string =>
  `${metric}{${[installations, ...labels].join(', ')}}`

/** Something that counted up in the window, for each installation. */
export const increase = (metric: string, window: string, ...labels: readonly string[]): string =>
  `sum by (job) (increase(${select(metric, ...labels)}[${window}]))`
