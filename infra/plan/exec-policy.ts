import { document } from './policy-document.ts'

/** What the agent of ECS Exec may do with the tasks' role: open its channels, and record sessions in one log group. */
export const execPolicy = <Value>(args: {
  /** ARN of the streams of the log group, ending in `:*`. */
  readonly logStreams: Value
}) =>
  document<Value>(
    {
      Sid: 'OpenChannels',
      Effect: 'Allow',
      Action: [
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
      ],
      // Channels have no ARN.
      Resource: '*',
    },
    // The agent looks for the group by listing; AWS documents no narrower resource.
    { Sid: 'FindLogGroup', Effect: 'Allow', Action: 'logs:DescribeLogGroups', Resource: '*' },
    {
      Sid: 'Record',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      Resource: args.logStreams,
    },
  )
