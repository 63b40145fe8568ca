import type { PermissionTable } from './type-permissions.ts'

const alarms = ['cloudwatch:DeleteAlarms', 'cloudwatch:TagResource', 'cloudwatch:UntagResource']
const readAlarms = ['cloudwatch:DescribeAlarms', 'cloudwatch:ListTagsForResource']

export const watchingPermissions: PermissionTable = {
  'aws:cloudwatch/logGroup:LogGroup': {
    read: ['logs:DescribeLogGroups', 'logs:ListTagsForResource'],
    named: [
      'logs:CreateLogGroup',
      'logs:DeleteLogGroup',
      'logs:DeleteRetentionPolicy',
      'logs:PutRetentionPolicy',
      'logs:TagResource',
      'logs:UntagResource',
    ],
  },
  'aws:cloudwatch/logMetricFilter:LogMetricFilter': {
    read: ['logs:DescribeMetricFilters'],
    named: ['logs:DeleteMetricFilter', 'logs:PutMetricFilter'],
  },
  'aws:cloudwatch/metricAlarm:MetricAlarm': {
    read: readAlarms,
    named: ['cloudwatch:PutMetricAlarm', ...alarms],
  },
  'aws:cloudwatch/compositeAlarm:CompositeAlarm': {
    read: readAlarms,
    named: ['cloudwatch:PutCompositeAlarm', ...alarms],
  },
  'aws:cloudwatch/eventRule:EventRule': {
    read: ['events:DescribeRule', 'events:ListTagsForResource'],
    named: ['events:DeleteRule', 'events:PutRule', 'events:TagResource', 'events:UntagResource'],
  },
  'aws:cloudwatch/eventTarget:EventTarget': {
    read: ['events:ListTargetsByRule'],
    named: ['events:PutTargets', 'events:RemoveTargets'],
  },
  // CloudWatch Logs has one list of these policies for the whole region, so the action cannot be narrowed to a name.
  'aws:cloudwatch/logResourcePolicy:LogResourcePolicy': {
    read: ['logs:DescribeResourcePolicies'],
    any: ['logs:DeleteResourcePolicy', 'logs:PutResourcePolicy'],
  },
  'aws:cloudwatch/dashboard:Dashboard': {
    read: ['cloudwatch:GetDashboard'],
    named: ['cloudwatch:DeleteDashboards', 'cloudwatch:PutDashboard'],
  },
  'aws:sns/topic:Topic': {
    read: ['sns:GetTopicAttributes', 'sns:ListTagsForResource'],
    named: ['sns:CreateTopic', 'sns:DeleteTopic', 'sns:SetTopicAttributes', 'sns:TagResource', 'sns:UntagResource'],
  },
  'aws:sns/topicPolicy:TopicPolicy': { read: ['sns:GetTopicAttributes'], named: ['sns:SetTopicAttributes'] },
  'aws:sns/topicSubscription:TopicSubscription': {
    read: ['sns:GetSubscriptionAttributes', 'sns:ListSubscriptionsByTopic'],
    named: ['sns:SetSubscriptionAttributes', 'sns:Subscribe', 'sns:Unsubscribe'],
  },
  'aws:budgets/budget:Budget': {
    read: ['budgets:ListTagsForResource', 'budgets:ViewBudget'],
    named: ['budgets:ModifyBudget', 'budgets:TagResource', 'budgets:UntagResource'],
  },
}
