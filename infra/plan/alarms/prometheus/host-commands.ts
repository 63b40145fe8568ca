/**
 * First commands where there is no AWS: the service's own address, and Docker Compose on the host that runs it.
 * Prometheus takes two braces in a row for a template, so there are none.
 */

export const askHealthOnHost = 'curl -sS -m 10 "$MPLA_URL/api/health"'

export const listContainers = 'docker compose ps --all app'

/** @param levels of the lines, e.g. `error` */
export const readLogOnHost = (minutes: number, ...levels: readonly string[]): string =>
  `docker compose logs --no-log-prefix --since ${minutes}m app | grep -E '${levels.map((level) => `"level":"${level}"`).join('|')}'`

/** @param pattern of the metrics' names, a regular expression */
export const readMetricsOnHost = (pattern: string): string =>
  `curl -sS -m 10 -H "Authorization: Bearer $MPLA_ACCESS_TOKEN" "$MPLA_URL/api/metrics" | grep -E '^(${pattern})'`
