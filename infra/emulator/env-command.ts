// infra/emulator/env [URL]: export lines for a shell in which Pulumi and the AWS CLI talk to the emulator.
import { shellLines } from './shell-lines.ts'
import { emulatorEnvironment, requireAwsPlugin } from './start-emulator.ts'
import { toolLocations } from './tool-locations.ts'

const url = process.argv[2] ?? 'http://127.0.0.1:5055'
const region = process.env['AWS_REGION'] ?? 'eu-west-1'
const tools = toolLocations()
const variables = {
  ...emulatorEnvironment(url, tools, requireAwsPlugin(tools)),
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region, // version 1 of the AWS CLI reads this one only
  PULUMI_CONFIG_PASSPHRASE: process.env['PULUMI_CONFIG_PASSPHRASE'] ?? 'emulator',
}
for (const line of shellLines(variables)) console.log(line)
