// A prod stack in an emulated account, and a shell like that of the person who operates it: a fresh checkout, the plain
// CLIs, and the real application behind the address that the outputs name.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { freshCheckout, lendPackages } from '../../.ci/readme/checkout.ts'
import { createHostedZone } from '../emulator/hosted-zone.ts'
import { startStandingPlugin } from '../emulator/standing-plugin.ts'
import { type Emulator, startEmulator } from '../emulator/start-emulator.ts'
import { openShellSession, type ShellSession } from '../operations/shell-session.ts'
import { sendLifeSigns } from './life-signs.ts'
import { openTlsFront, type TlsFront } from './tls-front.ts'

const root = join(import.meta.dirname, '../..')
/** The emulator has no registry to push to; the image that Docker builds is tested in npm run test:image. */
const image = `registry.example.com/mpla@sha256:${'0'.repeat(64)}`
const accessToken = 'not-a-real-access-token-4c1e'

interface Served {
  readonly url: string
  output(): string
  end(signal: 'SIGTERM'): Promise<unknown>
}

export interface OperatedStack {
  readonly emulator: Emulator
  /** What the person on call types into. */
  readonly session: ShellSession
  /** Another shell of the same person. */
  openSession(): ShellSession
  /** Runs a script that has to succeed. @returns what it prints @throws Error with what it printed */
  run(script: string): Promise<string>
  /** Of the person's shells; the commands of this project take stack, region and account from it too. */
  readonly env: Readonly<Record<string, string>>
  /** Has CloudWatch get what it would of a stack that runs, as of now. */
  breathe(): Promise<void>
  readonly checkout: string
  /** The same stack in an account and a checkout of its own, as it is now; nothing may run on this one meanwhile. Close it first. */
  copy(): Promise<OperatedStack>
  close(): Promise<void>
}

/** What is there while a stack is operated. */
interface Place {
  readonly emulator: Emulator
  readonly checkout: string
  readonly server: Served
  readonly front: TlsFront
  /** Folder for what V8 made of the SDK: compiling it is a third of what a small change costs. */
  readonly compiled: string
}

/** @param serve starts the application, with these variables alone */
export async function openOperatedStack(
  label: string,
  serve: (options: { readonly env: Readonly<Record<string, string>> }) => Promise<Served>,
): Promise<OperatedStack> {
  const emulator = await startEmulator(label)
  await createHostedZone(emulator.url, 'example.com')
  const checkout = freshCheckout()
  lendPackages(checkout)
  lendDatabaseClients(checkout)
  for (const folder of ['state', 'tls', 'tmp']) mkdirSync(join(checkout, folder))
  const server = await serve({
    env: {
      MPLA_ACCESS_TOKEN: accessToken,
      DATABASE_URL: `file:${join(checkout, 'tmp', 'served.db')}`,
      MPLA_EMF_SERVICE: 'mpla-prod',
      MPLA_EMF_INTERVAL_S: '1',
    },
  })
  await refineOnce(server.url)
  const front: TlsFront = await openTlsFront(join(checkout, 'tls'), 'mpla.example.com', server.url)
  const stack = await operate({ emulator, checkout, server, front, compiled: join(checkout, 'tmp', 'compiled') })
  return {
    ...stack,
    async close() {
      await stack.close()
      front.close()
      await server.end('SIGTERM')
    },
  }
}

async function operate(place: Place): Promise<OperatedStack> {
  const { emulator, checkout, server } = place
  const plugin = await startStandingPlugin(emulator, 'eu-west-1')
  const env = { ...environmentOf(place), ...plugin.env }
  const openSession = () => openShellSession({ cwd: checkout, env })
  const session = openSession()

  const run = async (script: string) => {
    const { code, stdout, stderr } = await session.run(script)
    if (code !== 0) throw new Error(`${script}\nended with ${code}:\n${stdout}${stderr}`)
    return stdout
  }
  let outputs: Readonly<Record<string, string>> | undefined
  return {
    emulator,
    session,
    openSession,
    run,
    env,
    checkout,
    async breathe() {
      outputs ??= JSON.parse(await run('command pulumi stack output --json')) as Record<string, string> // texts, by the program
      await sendLifeSigns(emulator.url, outputs, linesOf(server.output()))
    },
    copy: async () => operate({ ...place, emulator: await emulator.copy(), checkout: copyOf(checkout) }),
    async close() {
      await session.close()
      plugin.close()
      await emulator.close()
      rmSync(checkout, { recursive: true, force: true })
    },
  }
}

/** A folder with everything of another but what its processes have left for a while. */
function copyOf(checkout: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'mpla-checkout-'))
  const left = join(checkout, 'tmp')
  cpSync(checkout, folder, { recursive: true, verbatimSymlinks: true, filter: (source) => source !== left })
  mkdirSync(join(folder, 'tmp'))
  return folder
}

function environmentOf({ emulator, checkout, server, front, compiled }: Place): Readonly<Record<string, string>> {
  const variables = {
    ...process.env,
    ...emulator.envVars,
    ...front.env,
    // Version 1 of the AWS CLI reads the second one only.
    AWS_REGION: 'eu-west-1',
    AWS_DEFAULT_REGION: 'eu-west-1',
    PATH: [join(root, 'node_modules/.bin'), emulator.envVars['PATH'], join(root, 'infra/emulator/bin')].join(delimiter),
    // Another installation of the application, for the page that needs one.
    SERVED_URL: server.url,
    PULUMI_BACKEND_URL: pathToFileURL(join(checkout, 'state')).href,
    PULUMI_CONFIG_PASSPHRASE: 'operations',
    PULUMI_STACK: 'prod',
    // What --yes does not look at need not be computed: half of the time of each `pulumi up --yes`.
    PULUMI_OPTION_SKIP_PREVIEW: 'true',
    NODE_COMPILE_CACHE: compiled,
    TMPDIR: join(checkout, 'tmp'),
  }
  // What is empty is to be unset: the AWS CLI looks for a profile without a name.
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])),
  )
}

/** A run of the simulator, so that there are lines and metrics of one. @throws Error when it does not end within a minute */
async function refineOnce(url: string): Promise<void> {
  const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ prompt: 'Write about our new product.', limits: { iterations: 1 } })
  const runs = `${url}/api/v1/refinements`
  const begun = await fetch(runs, { method: 'POST', headers, body })
  const { id } = (await begun.json()) as { id: string } // by the contract
  const events = await fetch(`${runs}/${id}/events`, { headers, signal: AbortSignal.timeout(60_000) })
  const text = await events.text()
  if (!text.includes('event: run.completed'))
    throw new Error(`Expected the run to finish, got ${begun.status} and\n${text}`)
}

/** The newest lines of the log, and of the metrics in it. */
const linesOf = (output: string) => {
  const lines = Map.groupBy(
    output.split('\n').filter((line) => line.startsWith('{')),
    (line) => line.includes('"_aws"'),
  )
  return [...lines.values()].flatMap((each) => each.slice(-30))
}

/** Some pages type `npm run`, which would make the clients of the databases first. That it does is seen in other tests. */
function lendDatabaseClients(checkout: string): void {
  const mark = 'node_modules/.mpla/prisma'
  if (!existsSync(join(root, mark))) return
  symlinkSync(join(root, 'app/generated'), join(checkout, 'app/generated'))
  cpSync(join(root, mark), join(checkout, mark))
}

/** Brings the stack up, as a person does for the first time, and gives it a past. */
export async function deploy(stack: OperatedStack): Promise<void> {
  await stack.run(`
pulumi stack init prod
pulumi config set mpla:image ${image}
pulumi config set --secret mpla:accessToken ${accessToken}
pulumi config set --secret mpla:openaiApiKey not-a-real-openai-key-77aa
pulumi up --yes --non-interactive`)
  await stack.run(past)
}

/** What a stack has behind it after a day. The emulator starts no tasks for a service: one runs here and one has stopped. */
const past = `
backup="aws backup start-backup-job --backup-vault-name $(pulumi stack output backupVault) --iam-role-arn $(pulumi stack output backupRole)"
$backup --resource-arn "$(aws efs describe-file-systems --query 'FileSystems[0].FileSystemArn' --output text)"
$backup --resource-arn "$(aws rds describe-db-instances --query 'DBInstances[0].DBInstanceArn' --output text)"
network="$(aws ecs describe-services --cluster mpla-prod --services mpla-prod --query 'services[0].networkConfiguration')"
aws ecs run-task --cluster mpla-prod --task-definition mpla-prod --launch-type FARGATE --count 2 --network-configuration "$network"
aws elbv2 register-targets --target-group-arn "$(pulumi stack output targetGroup)" --targets Id=10.20.0.10,Port=8080
aws ecs stop-task --cluster mpla-prod --reason 'Essential container in task exited' \\
  --task "$(aws ecs list-tasks --cluster mpla-prod --query 'taskArns[0]' --output text)"`
