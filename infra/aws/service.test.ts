import { readFileSync } from 'node:fs'
import { parse } from 'node:path'
import { expect, test } from 'vitest'
import { imageContract } from '../plan/image-contract.ts'
import { deriveTimeouts } from '../plan/timeouts.ts'
import { containersOf, inputsOf, jsonOf, oneResource, resourcesOf } from '../test-support/graph.ts'
import { imageByDigest, recordStack } from '../test-support/mocks.ts'

const service = 'aws:ecs/service:Service'
const task = 'aws:ecs/taskDefinition:TaskDefinition'
const prod = await recordStack('prod')
const sqlite = await recordStack('prod', { database: 'sqlite', maxTasks: '1' })
const dev = await recordStack('dev')
const [migrate, app] = containersOf(prod)

test('a rolling deployment keeps all tasks and is rolled back by itself', () => {
  expect(inputsOf(prod, service)).toMatchObject({
    name: 'mpla-prod',
    launchType: 'FARGATE',
    desiredCount: 1,
    deploymentMinimumHealthyPercent: 100,
    deploymentMaximumPercent: 200,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    alarms: { enable: true, rollback: true, alarmNames: ['mpla-prod-server-error-ratio', 'mpla-prod-slow-responses'] },
    healthCheckGracePeriodSeconds: 165,
    waitForSteadyState: true,
    propagateTags: 'SERVICE',
  })
})

test('with SQLite the old task ends before the new one begins', () => {
  expect(inputsOf(sqlite, service)).toMatchObject({
    desiredCount: 1,
    deploymentMinimumHealthyPercent: 0,
    deploymentMaximumPercent: 100,
    availabilityZoneRebalancing: 'DISABLED',
  })
})

test('the number of tasks is left to the scaler', () => {
  expect(oneResource(prod, service).ignoreChanges).toEqual(['desiredCount'])
})

test('the service waits for what its tasks need but it does not name', () => {
  const needed = oneResource(prod, service).dependencies.map((urn) => urn.replace(/^.*\$/, ''))
  expect(needed).toEqual(
    expect.arrayContaining([
      'aws:lb/listener:Listener::mpla-prod-https',
      'aws:iam/rolePolicy:RolePolicy::mpla-prod-execution',
      'aws:iam/rolePolicy:RolePolicy::mpla-prod-task',
      'aws:efs/mountTarget:MountTarget::mpla-prod-data-0',
      'aws:efs/mountTarget:MountTarget::mpla-prod-data-1',
      'aws:cloudwatch/metricAlarm:MetricAlarm::mpla-prod-server-error-ratio',
    ]),
  )
})

test('tasks are private behind NAT, and have an address of their own without', () => {
  expect(inputsOf(prod, service)['networkConfiguration']).toEqual({
    subnets: ['mpla-prod-private-a-id', 'mpla-prod-private-b-id'],
    securityGroups: ['mpla-prod-app-id'],
    assignPublicIp: false,
  })
  expect(inputsOf(dev, service)['networkConfiguration']).toEqual({
    subnets: ['mpla-dev-public-a-id', 'mpla-dev-public-b-id'],
    securityGroups: ['mpla-dev-app-id'],
    assignPublicIp: true,
  })
})

test('the task has the size and the processor of the settings', async () => {
  const other = await recordStack('prod', { cpu: '1024', memory: '3072', architecture: 'x86_64' })
  expect(inputsOf(other, task)).toMatchObject({
    cpu: '1024',
    memory: '3072',
    runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
  })
  expect(inputsOf(prod, task)).toMatchObject({
    cpu: '512',
    memory: '1024',
    runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' },
  })
})

test('both containers run the image by digest, as its user, on a read-only root with a /tmp in memory', () => {
  for (const container of [migrate, app])
    expect(container).toMatchObject({
      image: imageByDigest,
      user: '10001:10001',
      readonlyRootFilesystem: true,
      mountPoints: expect.arrayContaining([{ sourceVolume: 'data', containerPath: '/data', readOnly: false }]),
      linuxParameters: {
        initProcessEnabled: true,
        capabilities: { drop: ['ALL'] },
        tmpfs: [{ containerPath: '/tmp', size: 64 }],
      },
      logConfiguration: {
        logDriver: 'awslogs',
        options: { 'awslogs-group': '/mpla/prod/app', 'awslogs-region': 'eu-west-1', mode: 'non-blocking' },
      },
    })
})

test('the application starts only after a migration that ended well', () => {
  expect(migrate).toMatchObject({
    name: 'migrate',
    essential: false,
    command: ['node', 'dist/server.js', 'migrate'],
    startTimeout: 120,
  })
  expect(app).toMatchObject({
    name: 'app',
    essential: true,
    command: ['node', 'dist/server.js'],
    dependsOn: [{ containerName: 'migrate', condition: 'SUCCESS' }],
    portMappings: [{ containerPort: 8080, protocol: 'tcp' }],
    stopTimeout: 60,
    healthCheck: { interval: 30, timeout: 5, retries: 3, startPeriod: 30 },
  })
})

test('secrets are references to one version each', () => {
  expect(app?.secrets.map(({ name }) => name)).toEqual([
    'MPLA_ACCESS_TOKEN',
    'OPENAI_API_KEY',
    'GEMINI_API_KEY',
    'DATABASE_URL',
  ])
  expect(migrate?.secrets.slice(0, 4)).toEqual(app?.secrets)
  for (const { valueFrom } of app?.secrets ?? [])
    expect(valueFrom).toMatch(/^arn:aws:secretsmanager:[\w:/-]+:::00000000-0000-4000-8000-000000000001$/)
})

const managedSecret = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-0a1b2c3d-X9Y8Z7'

test('the plain environment is exactly this', () => {
  expect(Object.fromEntries(app?.environment.map(({ name, value }) => [name, value]) ?? [])).toEqual({
    HOST: '0.0.0.0',
    PORT: '8080',
    LOG_LEVEL: 'info',
    MPLA_EMF_SERVICE: 'mpla-prod',
    MPLA_ROTATED_AT: '2026-11-23T05:00:00Z',
    MEMORY_LIMIT_MIB: '819',
    SHUTDOWN_GRACE_MS: '45000',
    TRUSTED_PROXIES: '10.20.0.0/20,10.20.16.0/20',
  })
  const [, onVolume] = containersOf(sqlite)
  expect(onVolume?.environment).toContainEqual({ name: 'DATABASE_URL', value: 'file:/data/mpla.db' })
  expect(onVolume?.secrets.map(({ name }) => name)).not.toContain('DATABASE_URL')
})

test('the volume is mounted with TLS, the role and an access point', () => {
  expect(inputsOf(prod, task)['volumes']).toEqual([
    {
      name: 'data',
      efsVolumeConfiguration: {
        fileSystemId: 'mpla-prod-data-id',
        transitEncryption: 'ENABLED',
        authorizationConfig: { accessPointId: 'mpla-prod-data-id', iam: 'ENABLED' },
      },
    },
  ])
})

const policyOf = (recording: typeof prod, name: string) =>
  jsonOf(inputsOf(recording, 'aws:iam/rolePolicy:RolePolicy', name), 'policy')
const arn = (kind: string, name: string) =>
  `arn:aws:${kind.split('/')[0]}:eu-west-1:123456789012:${kind.split('/')[1]}/${name}`

test('ECS may read exactly the secrets of the stack, log, and pull its images', () => {
  expect(policyOf(prod, 'mpla-prod-execution')).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'ReadSecrets',
        Effect: 'Allow',
        Action: 'secretsmanager:GetSecretValue',
        Resource: [
          ...['accessToken', 'openaiApiKey', 'geminiApiKey', 'database-url'].map(
            (key) => `arn:aws:secretsmanager:eu-west-1:123456789012:secret:mpla-prod-${key}-AbCdEf`,
          ),
          managedSecret,
        ],
      },
      {
        Sid: 'Log',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: `${arn('cloudwatch/logGroup', 'mpla-prod-logs')}:*`,
      },
      { Sid: 'LogIn', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
      {
        Sid: 'Pull',
        Effect: 'Allow',
        Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        Resource: [arn('ecr/repository', 'mpla-prod-images')],
      },
    ],
  })
})

test('the application may mount its volume, and nothing else in AWS', () => {
  expect(policyOf(prod, 'mpla-prod-task')).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Mount',
        Effect: 'Allow',
        Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
        Resource: arn('efs/fileSystem', 'mpla-prod-data'),
        Condition: { StringEquals: { 'elasticfilesystem:AccessPointArn': arn('efs/accessPoint', 'mpla-prod-data') } },
      },
    ],
  })
})

/** By the last part of a role's name. */
const services: Readonly<Record<string, string>> = {
  execution: 'ecs-tasks.amazonaws.com',
  task: 'ecs-tasks.amazonaws.com',
  flow: 'vpc-flow-logs.amazonaws.com',
  backup: 'backup.amazonaws.com',
}

test('roles can be taken by their service on behalf of this account only', () => {
  const roles = resourcesOf(prod, 'aws:iam/role:Role')
  expect(roles.map(({ inputs }) => jsonOf(inputs, 'assumeRolePolicy'))).toEqual(
    roles.map(({ name }) => ({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Assume',
          Effect: 'Allow',
          Principal: { Service: services[/-(\w+)$/.exec(name)?.[1] ?? ''] },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
        },
      ],
    })),
  )
})

test('logs are kept for the time the settings say', () => {
  expect(inputsOf(prod, 'aws:cloudwatch/logGroup:LogGroup', 'mpla-prod-logs')).toMatchObject({
    name: '/mpla/prod/app',
    retentionInDays: 90,
  })
  expect(inputsOf(dev, 'aws:cloudwatch/logGroup:LogGroup', 'mpla-dev-logs')).toMatchObject({
    name: '/mpla/dev/app',
    retentionInDays: 30,
  })
})

test('the Dockerfile keeps what the task definition relies on', () => {
  const dockerfile = readFileSync('Dockerfile', 'utf8')
  expect(dockerfile).toContain(`--uid ${imageContract.uid}`)
  expect(dockerfile).toMatch(new RegExp(`^EXPOSE ${imageContract.port}$`, 'm'))
  expect(JSON.parse(/^VOLUME (\[.+\])$/m.exec(dockerfile)?.[1] ?? '[]')).toContain(imageContract.dataFolder)
  expect(JSON.parse(/^CMD (\[.+\])$/m.exec(dockerfile)?.[1] ?? '""')).toEqual(imageContract.server)
  expect(imageContract.migration.slice(0, -1)).toEqual(imageContract.server)
  expect(dockerfile).not.toMatch(/^ENTRYPOINT/m)
  expect(dockerfile).toMatch(new RegExp(`^WORKDIR ${imageContract.workingFolder}$`, 'm'))
  const { dir, base } = parse(imageContract.rdsCertificates)
  expect(dir).toBe(imageContract.workingFolder)
  expect(dockerfile).toMatch(new RegExp(`^COPY --from=build \\S+/${base} \\./$`, 'm'))
  expect(dockerfile).toContain(imageContract.livePath)
})

/** A number that the application fixes, in ms. */
const fixedMs = (file: string, pattern: RegExp) =>
  Number(pattern.exec(readFileSync(file, 'utf8'))?.[1]?.replaceAll('_', ''))

test('the application keeps connections and streams alive as the timeouts assume', () => {
  const { keepAlive, heartbeat } = deriveTimeouts()
  expect(fixedMs('app/server.ts', /keepAliveTimeoutMs = ([\d_]+)/)).toBe(keepAlive * 1000)
  expect(fixedMs('app/plugins/event-streams.ts', /heartbeatInterval: ([\d_]+)/)).toBe(heartbeat * 1000)
})
