// `npm run docs`: keeps what the server says of /api/v1, unless a client that was written for what is kept would break.
import { existsSync, writeFileSync } from 'node:fs'
import { breakingChanges } from './breaking-changes.ts'
import { asFile, describeApi, publishedFile, readPublished } from './published-api.ts'

const now = await describeApi()
const broken = existsSync(publishedFile) ? breakingChanges(readPublished(), now) : []
if (broken.length > 0) {
  console.error(
    `/api/v1 only grows, and this would break clients:\n${broken.map((each) => `  ${each}`).join('\n')}\nGive it another name beside the old one, or begin /api/v2. docs/openapi.json stays as it is.`,
  )
  process.exit(1)
}
writeFileSync(publishedFile, asFile(now))
