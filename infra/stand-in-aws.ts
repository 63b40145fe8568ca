/** What AWS answers where a program is only recorded: values of the right form, so that the program runs to its end. */
const account = '123456789012'
const region = 'eu-west-1'
const partition = 'aws'
const secretVersion = '00000000-0000-4000-8000-000000000001'

type State = Record<string, unknown>

/** Properties that AWS makes up, by resource type. `arn` is made up for every type. */
const madeUp: Readonly<Record<string, (name: string, inputs: State) => State>> = {
  'aws:lb/loadBalancer:LoadBalancer': (name) => ({
    arnSuffix: `app/${name}/50dc6c495c0c9188`,
    dnsName: `${name}-1234567890.${region}.elb.amazonaws.com`,
    zoneId: 'Z32O12XQLNTSW2',
  }),
  'aws:lb/targetGroup:TargetGroup': (name) => ({ arnSuffix: `targetgroup/${name}/73e2d6bc24d8a067` }),
  'aws:acm/certificate:Certificate': (_name, { domainName }) => ({
    domainValidationOptions: [
      {
        domainName,
        resourceRecordName: `_3639ac514e785e898d2646601fa951d5.${domainName}.`,
        resourceRecordType: 'CNAME',
        resourceRecordValue: '_98d2646601fa951d53639ac514e785e8.acm-validations.aws.',
      },
    ],
  }),
  'aws:acm/certificateValidation:CertificateValidation': (_name, { certificateArn }) => ({ certificateArn }),
  'aws:route53/record:Record': (_name, { name }) => ({ fqdn: name }),
  // A colon before the name and six characters after it, unlike in other ARNs.
  'aws:secretsmanager/secret:Secret': (name) => ({
    arn: `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}-AbCdEf`,
  }),
  'aws:secretsmanager/secretVersion:SecretVersion': () => ({ versionId: secretVersion }),
  'aws:rds/instance:Instance': (_name, { identifier }) => ({
    endpoint: `${identifier}.abcdefghijkl.${region}.rds.amazonaws.com:5432`,
    masterUserSecrets: [
      { secretArn: `arn:${partition}:secretsmanager:${region}:${account}:secret:rds!db-0a1b2c3d-X9Y8Z7` },
    ],
  }),
  'aws:ecr/repository:Repository': (_name, { name }) => ({
    repositoryUrl: `${account}.dkr.ecr.${region}.amazonaws.com/${name}`,
    registryId: account,
  }),
  'docker-build:index:Image': () => ({ digest: `sha256:${'0'.repeat(64)}` }),
}

/** The state of a resource right after its creation; in a preview only what the program itself said. */
export function createdState(
  type: string,
  name: string,
  inputs: State,
  preview: boolean,
): { id: string | undefined; state: State } {
  if (preview) return { id: undefined, state: inputs }
  const [, module = '', kind = ''] = /^\w+:([^/:]+)[/:]([^:]+)/.exec(type) ?? []
  const arn = `arn:${partition}:${module}:${region}:${account}:${kind}/${name}`
  return { id: `${name}-id`, state: { arn, name, ...inputs, ...madeUp[type]?.(name, inputs) } }
}

const answers: Readonly<Record<string, State>> = {
  'aws:index/getRegion:getRegion': { region, id: region },
  'aws:index/getPartition:getPartition': { partition },
  'aws:index/getCallerIdentity:getCallerIdentity': { accountId: account },
  'aws:index/getAvailabilityZones:getAvailabilityZones': { names: ['a', 'b', 'c'].map((zone) => region + zone) },
  'aws:route53/getZone:getZone': { zoneId: 'Z0123456789ABCDEFGHIJ' },
  'aws:iam/getOpenIdConnectProvider:getOpenIdConnectProvider': {
    arn: `arn:${partition}:iam::${account}:oidc-provider/token.actions.githubusercontent.com`,
  },
  'aws:secretsmanager/getSecretVersions:getSecretVersions': {
    versions: [{ versionId: secretVersion, createdTime: '2026-11-23T05:00:00Z', versionStages: ['AWSCURRENT'] }],
  },
  'aws:ecr/getAuthorizationToken:getAuthorizationToken': { userName: 'AWS', password: 'a-token-for-twelve-hours' },
}

/** The answer to a look-up. @throws Error for one that is not known here */
export function callResult(token: string, inputs: State): State {
  const answer = answers[token]
  if (answer === undefined) throw new Error(`No answer to ${token}; add one to infra/stand-in-aws.ts`)
  return { ...inputs, ...answer }
}
