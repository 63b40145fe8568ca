import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Account } from '../../infra/deploy/account.ts'
import { checkCredentials } from '../../infra/deploy/credentials.ts'
import { checkBuilder } from '../../infra/deploy/docker.ts'
import { failureOf, type Trouble } from './trouble.ts'

const run = promisify(execFile)
const arm = { architecture: 'arm64', imageBuilder: undefined } as const
const preview = 'pulumi preview --non-interactive --stack dev'

const sts: Account = {
  identity: () =>
    Promise.reject(
      Object.assign(new Error('The security token included in the request is expired'), { name: 'ExpiredToken' }),
    ),
  firing: async () => [],
  rollout: async () => undefined,
  stoppedTasks: async () => [],
}

/** What is missing on the machine that deploys, or in the account. */
export const toolTroubles: readonly Trouble[] = [
  {
    says: 'Unknown file extension ".ts"',
    cause: 'Pulumi started the program by a Node that does not run TypeScript',
    cure: 'Node 24 first on `PATH`; `npm run up` has its own',
    shown: {
      by: 'check',
      reproduce: () => failureOf(() => run(process.execPath, ['--no-strip-types', 'infra/index.ts'])),
    },
  },
  {
    says: 'The Pulumi CLI was not found or is too old:',
    cause: '`npm run up` drives it',
    cure: 'Install it from <https://www.pulumi.com/docs/install/>',
    shown: {
      by: 'emulator',
      reproduce: (shell) => shell.fail('node=$(command -v node); PATH=/nowhere; $node infra/up-command.ts dev --yes'),
    },
  },
  {
    says: 'error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions',
    cause: 'Pulumi was not told where the state is, and takes Pulumi Cloud',
    cure: '`pulumi login`, see [state.md](state.md)',
    shown: {
      by: 'emulator',
      reproduce: (shell) => shell.fail(`unset PULUMI_BACKEND_URL; PULUMI_HOME=$PWD/home ${preview}`),
    },
  },
  {
    says: "error: no stack named 'prod' found",
    cause: 'The stack was never made, or is in another state',
    cure: '`pulumi whoami --verbose` shows where you are logged in; then `pulumi stack init prod`',
    shown: { by: 'emulator', reproduce: (shell) => shell.fail('pulumi preview --non-interactive --stack prod') },
  },
  {
    says: 'passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables',
    cause: 'The secrets of the stack are encrypted with a passphrase, and nobody can be asked',
    cure: 'Set one of the two variables',
    shown: { by: 'emulator', reproduce: (shell) => shell.fail(`unset PULUMI_CONFIG_PASSPHRASE; ${preview}`) },
  },
  {
    says: 'incorrect passphrase',
    cause: 'Another passphrase than the stack was made with',
    cure: 'The right one. If it is lost, make the stack’s secrets anew: `pulumi stack change-secrets-provider` needs the old one as well',
    shown: { by: 'emulator', reproduce: (shell) => shell.fail(`PULUMI_CONFIG_PASSPHRASE=another ${preview}`) },
  },
  {
    says: 'error: the stack is currently locked by 1 lock(s).',
    cause: 'Somebody deploys, or a deployment was killed',
    cure: 'The line says who and since when. When it is over: `pulumi cancel`, then `pulumi refresh`',
    shown: {
      by: 'emulator',
      reproduce: async (shell) => {
        const lock = 'state/.pulumi/locks/organization/mpla/dev/held.json'
        const content = JSON.stringify({
          pid: 1,
          username: 'ann',
          hostname: 'laptop',
          timestamp: '2026-01-02T03:04:05Z',
        })
        await shell.run(`mkdir -p $(dirname ${lock}) && echo '${content}' > ${lock}`)
        const said = await shell.fail('pulumi up --yes --non-interactive --stack dev')
        await shell.run(`rm ${lock}`)
        return said
      },
    },
  },
  {
    says: 'There are no AWS credentials here.',
    cause: '`npm run up` found none',
    cure: '`aws sso login`, `AWS_PROFILE`, or `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`',
    shown: {
      by: 'emulator',
      reproduce: (shell) => shell.fail('unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY; npm run up -- dev --yes'),
    },
  },
  {
    says: 'error: No valid credential sources found:',
    cause: 'The same, told by plain `pulumi up`',
    cure: 'The same',
    shown: {
      by: 'emulator',
      reproduce: (shell) => shell.fail(`unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY; ${preview}`),
    },
  },
  {
    says: 'The AWS credentials ran out.',
    cause: 'Temporary credentials end after some hours',
    cure: 'Log in again and repeat the command: what was made is kept, the rest is made',
    shown: { by: 'check', reproduce: () => failureOf(() => checkCredentials(sts)) },
  },
  {
    says: 'error: invalid AWS Region: eu-wset-1',
    cause: '`aws:region` is mistyped, or missing where nothing else names a region',
    cure: '`pulumi config set aws:region eu-west-1`',
    shown: {
      by: 'emulator',
      reproduce: async (shell) => {
        await shell.run('pulumi config set aws:region eu-wset-1 --stack dev')
        const said = await shell.fail(preview)
        await shell.run('pulumi config set aws:region eu-west-1 --stack dev')
        return said
      },
    },
  },
  {
    says: 'mpla:hostedZone is not set, so it is …, but this AWS account has no public Route 53 zone of that name',
    cause:
      'The domain’s records have no place to go: the zone is missing, private, named otherwise, or in another account',
    cure: 'Name the zone there is, or make it by the second line it says, and lead the name to its name servers',
    shown: {
      by: 'emulator',
      reproduce: async (shell) => {
        await shell.run('pulumi config set mpla:domain mpla.example.net --stack dev')
        const said = await shell.fail(preview)
        await shell.run('pulumi config rm mpla:domain --stack dev')
        return said
      },
    },
  },
  {
    says: 'The image has to be built, and Docker with buildx could not be asked.',
    cause: 'Docker is not installed, does not run, or has no buildx (`unknown command: docker buildx`)',
    cure: 'Start or install it; `docker buildx ls` must answer. Or set `mpla:image` to an image that is built already',
    shown: {
      by: 'check',
      reproduce: () =>
        failureOf(() =>
          checkBuilder(async (args) => (await run('docker', args, { env: { PATH: '/nowhere' } })).stdout, arm),
        ),
    },
  },
  {
    says: 'The stack runs on linux/arm64, which the builder default cannot build for',
    cause: 'A machine with another processor than the stack, without emulation',
    cure: 'Install emulation by the line it says, or set `mpla:architecture` to the other one',
    shown: {
      by: 'check',
      reproduce: () =>
        failureOf(() => checkBuilder(async () => 'Name: default\nPlatforms: linux/amd64, linux/386\n', arm)),
    },
  },
]
