// Writes the certificates that the image checks RDS against: `node app/write-rds-authorities.ts FILE`.
import { writeFileSync } from 'node:fs'
import { rdsAuthorities } from './rds-authorities.ts'

const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('Expected the file to write as the only argument')
writeFileSync(file, rdsAuthorities(new Date()))
