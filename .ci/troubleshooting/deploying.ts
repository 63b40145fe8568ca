import * as aws from '@pulumi/aws'
import { checkGate } from '../../infra/deploy/gate.ts'
import { checkDataLoss } from '../../infra/deploy/preview.ts'
import { openStack } from '../../infra/emulator/open-stack.ts'
import { failureOf, type Trouble } from './trouble.ts'

const ecsGuide = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide'
const noContainers = 'no container runs in the emulated account'

/** What stops a deployment under way. `npm run up` prints it with the runbook to open. */
export const deployingTroubles: readonly Trouble[] = [
  {
    says: 'An alarm that rolls back is firing; ECS would ignore it for the whole deployment:',
    cause: 'The service is in trouble already, and a bad version would not be rolled back',
    cure: 'Mend it by the runbook it names. When this deployment is what mends it: `npm run up -- prod --force`',
    shown: {
      by: 'check',
      reproduce: () =>
        failureOf(() =>
          checkGate(
            {
              identity: () => Promise.reject(new Error('not asked for')),
              firing: async ([name = '']) => [{ name, since: undefined, reason: '7 % of requests' }],
              rollout: async () => undefined,
              stoppedTasks: async () => [],
            },
            ['mpla-prod-server-error-ratio'],
            false,
          ),
        ),
    },
  },
  {
    says: 'This would delete data:',
    cause: 'A changed setting makes AWS replace the database or the volume; the line below names both',
    cure: 'Set it back. If the data may go: a backup first, then `--allow-replace`',
    shown: {
      by: 'check',
      reproduce: () =>
        failureOf(() => {
          const type = 'aws:rds/instance:Instance'
          return checkDataLoss(
            [{ operation: 'replace', type, name: 'mpla-prod-database', properties: ['storageEncrypted'] }],
            false,
          )
        }),
    },
  },
  {
    says: 'Tried to create resource record set …mpla.example.com…but it already exists',
    cause: 'The zone has a record for the domain already, which may be somebody’s service',
    cure: 'Another domain; or, when it is yours and unused, delete the record and deploy again',
    shown: {
      by: 'emulator',
      reproduce: async ({ emulator }) => {
        const program = async () => {
          const { zoneId } = new aws.route53.Zone('zone', { name: 'example.com' })
          const record = { zoneId, name: 'mpla.example.com', type: 'A', ttl: 60, records: ['192.0.2.1'] }
          const taken = new aws.route53.Record('somebody', record)
          new aws.route53.Record('mpla', record, { dependsOn: taken })
        }
        const stack = await openStack({ emulator, project: 'taken', name: 'taken', program })
        return failureOf(() => stack.up())
      },
    },
  },
  {
    says: 'waiting for ACM Certificate …to be issued',
    cause:
      'The certificate is proven by a record that the world must see: the zone is not the one the name’s registrar leads to',
    cure: 'Give the registrar the zone’s name servers (`aws route53 get-hosted-zone --id ZONE`), wait for it to be known, deploy again',
    shown: {
      by: 'source',
      because: 'the emulated account issues every certificate',
      source: 'https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-DNS-validation.html',
    },
  },
  {
    says: 'VpcLimitExceeded: The maximum number of VPCs has been reached',
    cause: 'A quota of the account: 5 VPCs a region, and 5 addresses (`AddressLimitExceeded`), unless raised',
    cure: 'Ask for more under Service Quotas, delete an unused stack, or take another region; then deploy again',
    shown: {
      by: 'source',
      because: 'the emulated account has no quotas',
      source: 'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html',
    },
  },
  {
    says: 'CannotPullContainerError',
    cause:
      'The task cannot get its image: no way to the registry, no image of that digest, or one for another processor',
    cure: 'Is `mpla:image` in this account and region, and built for `mpla:architecture`? Was the NAT gateway or a route changed by hand? `pulumi refresh`, then deploy',
    shown: { by: 'source', because: noContainers, source: `${ecsGuide}/task_cannot_pull_image.html` },
  },
  {
    says: 'ResourceInitializationError: unable to pull secrets or registry auth',
    cause:
      'The task cannot read a secret at its start: it or the version it names was deleted, or there is no way to Secrets Manager',
    cure: 'Set the key again (`pulumi config set --secret …`) and deploy, which makes a new version and names it',
    shown: { by: 'source', because: noContainers, source: `${ecsGuide}/resource-initialization-error.html` },
  },
  {
    says: 'is unhealthy in …target-group …due to …Health checks failed',
    cause:
      'The load balancer gets no 200 from `/api/health/ready`: the task is still starting, or its database does not answer',
    cure: '`aws logs tail "$(pulumi stack output logGroup)"` says why; [unhealthy-hosts](../runbooks/unhealthy-hosts.md)',
    shown: { by: 'source', because: noContainers, source: `${ecsGuide}/troubleshoot-service-load-balancers.html` },
  },
  {
    says: 'deployment failed: tasks failed to start',
    cause:
      'The circuit breaker: three tasks of the new version failed, and ECS went back to the version before, which still serves',
    cure: 'The stopped tasks, which `npm run up` lists below, say why; mend that and deploy again',
    shown: { by: 'source', because: noContainers, source: `${ecsGuide}/deployment-circuit-breaker.html` },
  },
  {
    says: 'cannot be deleted',
    cause: 'The database and the volume of a production stack are protected by Pulumi and by AWS',
    cure: '[The end](deployment.md#the-end); `pulumi state unprotect`, which the message advises, does not lift AWS’s protection',
    shown: {
      by: 'emulator',
      reproduce: async ({ emulator }) => {
        const program = async () => {
          new aws.sns.Topic('kept', {}, { protect: true })
        }
        const stack = await openStack({ emulator, project: 'kept', name: 'kept', program })
        await stack.up()
        return failureOf(() => stack.previewDestroy())
      },
    },
  },
]
