// `npm run prometheus`: writes infra/prometheus/ as the registry of alarms makes it. A test compares; it never writes.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { prometheusFiles } from './prometheus-files.ts'

for (const [name, content] of Object.entries(prometheusFiles()))
  writeFileSync(join(import.meta.dirname, 'prometheus', name), content)
