import type { PermissionTable } from './type-permissions.ts'

const repository = ['ecr:DescribeRepositories', 'ecr:ListTagsForResource']
const readRole = [
  'iam:GetRole',
  'iam:GetRolePolicy',
  'iam:ListAttachedRolePolicies',
  'iam:ListInstanceProfilesForRole',
  'iam:ListRolePolicies',
  'iam:ListRoleTags',
]
const readPolicy = ['iam:GetPolicy', 'iam:GetPolicyVersion', 'iam:ListPolicyTags', 'iam:ListPolicyVersions']

export const servicePermissions: PermissionTable = {
  'aws:ecs/cluster:Cluster': {
    read: ['ecs:DescribeClusters', 'ecs:ListTagsForResource'],
    named: [
      'ecs:CreateCluster',
      'ecs:DeleteCluster',
      'ecs:PutClusterCapacityProviders',
      'ecs:TagResource',
      'ecs:UntagResource',
      'ecs:UpdateCluster',
      'ecs:UpdateClusterSettings',
    ],
    serviceRoles: ['ecs.amazonaws.com'],
  },
  'aws:ecs/clusterCapacityProviders:ClusterCapacityProviders': {
    read: ['ecs:DescribeClusters'],
    named: ['ecs:PutClusterCapacityProviders'],
  },
  'aws:ecs/taskDefinition:TaskDefinition': {
    read: ['ecs:DescribeTaskDefinition', 'ecs:ListTagsForResource'],
    named: ['ecs:RegisterTaskDefinition', 'ecs:TagResource', 'ecs:UntagResource'],
    any: ['ecs:DeregisterTaskDefinition'],
    passesRoleTo: ['ecs-tasks.amazonaws.com'],
  },
  'aws:ecs/service:Service': {
    read: [
      'ecs:DescribeServiceDeployments',
      'ecs:DescribeServiceRevisions',
      'ecs:DescribeServices',
      'ecs:DescribeTasks',
      'ecs:ListServiceDeployments',
      'ecs:ListTagsForResource',
      'ecs:ListTasks',
      'elasticloadbalancing:DescribeTargetHealth',
    ],
    named: ['ecs:CreateService', 'ecs:DeleteService', 'ecs:TagResource', 'ecs:UntagResource', 'ecs:UpdateService'],
  },
  'aws:appautoscaling/target:Target': {
    read: [
      'application-autoscaling:DescribeScalableTargets',
      'application-autoscaling:ListTagsForResource',
      'ecs:DescribeServices',
    ],
    // A target's ARN is an id, and the service knows no tag of the resource in a condition of these actions.
    any: [
      'application-autoscaling:DeregisterScalableTarget',
      'application-autoscaling:RegisterScalableTarget',
      'application-autoscaling:TagResource',
      'application-autoscaling:UntagResource',
    ],
    named: ['ecs:UpdateService'],
    serviceRoles: ['ecs.application-autoscaling.amazonaws.com'],
  },
  'aws:appautoscaling/policy:Policy': {
    read: ['application-autoscaling:DescribeScalingPolicies', 'cloudwatch:DescribeAlarms'],
    any: ['application-autoscaling:DeleteScalingPolicy', 'application-autoscaling:PutScalingPolicy'],
    // The alarms that target tracking works by.
    named: ['cloudwatch:DeleteAlarms', 'cloudwatch:PutMetricAlarm'],
  },
  'aws:appautoscaling/scheduledAction:ScheduledAction': {
    read: ['application-autoscaling:DescribeScheduledActions'],
    any: ['application-autoscaling:DeleteScheduledAction', 'application-autoscaling:PutScheduledAction'],
  },
  'aws:ecr/repository:Repository': {
    read: repository,
    named: [
      'ecr:BatchDeleteImage',
      'ecr:CreateRepository',
      'ecr:DeleteRepository',
      'ecr:ListImages',
      'ecr:PutImageScanningConfiguration',
      'ecr:PutImageTagMutability',
      'ecr:TagResource',
      'ecr:UntagResource',
    ],
  },
  'aws:ecr/lifecyclePolicy:LifecyclePolicy': {
    read: [...repository, 'ecr:GetLifecyclePolicy'],
    named: ['ecr:DeleteLifecyclePolicy', 'ecr:PutLifecyclePolicy'],
  },
  'docker-build:index:Image': {
    read: ['ecr:GetAuthorizationToken', 'ecr:DescribeImages'],
    named: [
      'ecr:BatchCheckLayerAvailability',
      'ecr:BatchGetImage',
      'ecr:CompleteLayerUpload',
      'ecr:GetDownloadUrlForLayer',
      'ecr:InitiateLayerUpload',
      'ecr:PutImage',
      'ecr:UploadLayerPart',
    ],
  },
  'aws:iam/role:Role': {
    // The roles for GitHub are made only where the account knows GitHub's identities.
    read: [...readRole, 'iam:GetOpenIDConnectProvider', 'iam:ListOpenIDConnectProviders'],
    bounded: ['iam:CreateRole', 'iam:PutRolePermissionsBoundary', 'iam:UpdateAssumeRolePolicy'],
    named: ['iam:DeleteRole', 'iam:TagRole', 'iam:UntagRole', 'iam:UpdateRole', 'iam:UpdateRoleDescription'],
  },
  'aws:iam/rolePolicy:RolePolicy': {
    read: readRole,
    bounded: ['iam:PutRolePolicy'],
    named: ['iam:DeleteRolePolicy'],
  },
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': {
    read: readRole,
    bounded: ['iam:AttachRolePolicy'],
    named: ['iam:DetachRolePolicy'],
  },
  // Read only: the one policy of the program says what its deployments may do, which is not theirs to change.
  'aws:iam/policy:Policy': { read: readPolicy },
}
