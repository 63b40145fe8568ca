/** What runs/ needs of the server's logger (pino): details first, message second. */
export interface RunLog {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}
