// `npm run state-bucket -- NAME --region REGION`: the S3 bucket for Pulumi's state.
import { DeployFailure } from './deploy/failure.ts'
import { nextSteps } from './state/next-steps.ts'
import { readStateBucketOptions, stateBucketHelp } from './state/state-bucket-options.ts'

const write = (line: string) => void process.stdout.write(`${line}\n`)

async function main(): Promise<void> {
  const options = readStateBucketOptions(process.argv.slice(2))
  if (options === 'help') return write(stateBucketHelp)
  const [{ S3Client }, { openAccount }, { checkCredentials }, { makeStateBucket }] = await Promise.all([
    import('@aws-sdk/client-s3'),
    import('./deploy/aws-account.ts'),
    import('./deploy/credentials.ts'),
    import('./state/state-bucket.ts'),
  ])
  const { region } = options
  const identity = await checkCredentials(openAccount({ region }))
  write(`Account ${identity.account}, as ${identity.arn}`)
  const client = new S3Client({ region, ...(process.env['AWS_ENDPOINT_URL'] && { forcePathStyle: true }) })
  for (const line of await makeStateBucket(client, identity, options)) write(line)
  for (const line of nextSteps(options.name, region)) write(line)
}

main().catch((error: unknown) => {
  const text = error instanceof DeployFailure ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`${text}\n`)
  process.exitCode = 1
})
