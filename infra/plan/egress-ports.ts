/** HTTPS: model providers, ECR, Secrets Manager, CloudWatch Logs. */
const https = 443

/** Ports that tasks may reach on the Internet: HTTPS, and that of an own OpenAI-compatible server when it is another. */
export function egressPorts(openaiBaseUrl: string | undefined): readonly number[] {
  if (openaiBaseUrl === undefined) return [https]
  const { port, protocol } = new URL(openaiBaseUrl)
  const own = port === '' ? (protocol === 'http:' ? 80 : https) : Number(port)
  return own === https ? [https] : [https, own]
}
