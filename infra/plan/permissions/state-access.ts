import { project } from '../names.ts'
import type { Statement } from '../policy-document.ts'
import type { StackScope } from './stack-arns.ts'

export interface StateBackend {
  /** Bucket that Pulumi keeps its state in. Undefined: another backend, which has credentials of its own. */
  readonly bucket: string | undefined
  /** ARN of the KMS key that the stack's secrets are encrypted with. Undefined: a passphrase, or Pulumi Cloud. */
  readonly key: string | undefined
}

/** `read`: with secrets, as a preview needs; `read-encrypted`: whatever is no secret. */
export type StateAccess = 'write' | 'read' | 'read-encrypted'

/**
 * Access to the state of one stack. Below `.pulumi/` Pulumi writes stacks, history, backups and locks, each with
 * project and stack in its path.
 */
export function stateStatements(
  { partition, stack }: StackScope,
  { bucket, key }: StateBackend,
  access: StateAccess,
): readonly Statement[] {
  const inBucket = (path: string) => `arn:${partition}:s3:::${bucket}/.pulumi/${path}`
  const ofStack = inBucket(`*/${project}/${stack}*`)
  const statements: Statement[] = []
  if (bucket !== undefined) {
    statements.push(
      {
        Sid: 'ListState',
        Effect: 'Allow',
        Action: ['s3:GetBucketLocation', 's3:ListBucket'],
        Resource: `arn:${partition}:s3:::${bucket}`,
      },
      { Sid: 'ReadState', Effect: 'Allow', Action: 's3:GetObject', Resource: [inBucket('meta.yaml'), ofStack] },
    )
    if (access === 'write')
      statements.push({
        Sid: 'WriteState',
        Effect: 'Allow',
        Action: ['s3:DeleteObject', 's3:PutObject'],
        Resource: ofStack,
      })
  }
  if (key !== undefined && access !== 'read-encrypted')
    statements.push({
      Sid: 'StateKey',
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:DescribeKey', ...(access === 'write' ? ['kms:Encrypt', 'kms:GenerateDataKey'] : [])],
      Resource: key,
    })
  return statements
}
