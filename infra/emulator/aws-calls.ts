// Calls to the emulator without an AWS SDK: one function for each protocol of AWS. The emulator checks no signature, but
// learns service and region from it.

interface Target {
  readonly url: string
  /** The service's signing name, e.g. "monitoring" for CloudWatch. */
  readonly service: string
  /** Default: eu-west-1 */
  readonly region?: string
  /** Of the call: an SDK sends the same one with each of its attempts. */
  readonly invocation?: string
  /** Id of the access key that signs; default: one whose calls are all allowed. */
  readonly accessKey?: string | undefined
}

async function send(
  target: Target,
  path: string,
  request: RequestInit & { headers?: Record<string, string> },
): Promise<string> {
  const { url, service, region = 'eu-west-1', accessKey = 'test', invocation } = target
  const scope = `Credential=${accessKey}/20260101/${region}/${service}/aws4_request`
  const authorization = `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0`
  const headers = {
    ...request.headers,
    authorization,
    ...(invocation !== undefined && { 'amz-sdk-invocation-id': invocation }),
  }
  const answer = await fetch(new URL(path, url), { ...request, headers })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${service} ${path}: ${answer.status} ${text}`)
  return text
}

/** The query protocol (CloudWatch, SNS, SQS, EC2, IAM, RDS, load balancing); the answer is XML. */
export function awsQuery(
  target: Target,
  action: string,
  parameters: Record<string, string> = {},
  path = '/',
): Promise<string> {
  return send(target, path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ Action: action, ...parameters }).toString(),
  })
}

/**
 * The JSON protocol (ECS, Secrets Manager, logs, ECR, ACM).
 *
 * @param action prefixed as the service wants it, e.g. "secretsmanager.ListSecrets"
 */
export async function awsJson(target: Target, action: string, parameters: object = {}): Promise<unknown> {
  const text = await send(target, '/', {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': action },
    body: JSON.stringify(parameters),
  })
  return text === '' ? undefined : JSON.parse(text)
}

/** The REST protocols (EFS, Backup, Synthetics: JSON; S3, Route 53: XML); the answer is not parsed. */
export function awsRest(target: Target, method: string, path: string, body?: string): Promise<string> {
  return send(target, path, { method, ...(body !== undefined && { body }) })
}

/** The texts of all elements of a name in an XML answer, wherever they are. */
export const elements = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map((match) => match[1] ?? '')
