import { expect, test } from 'vitest'
import { awsValues, embeddedMetrics } from './life-signs.ts'

test('metrics are taken out of the lines that have them, each with its dimensions', () => {
  const line = {
    _aws: {
      Timestamp: 1,
      CloudWatchMetrics: [
        { Namespace: 'MPLA', Dimensions: [['service', 'outcome']], Metrics: [{ Name: 'runs' }, { Name: 'times' }] },
      ],
    },
    ...{ service: 'mpla-prod', outcome: 'failed', runs: 2, times: [3, 4] },
  }
  const dimensions = { service: 'mpla-prod', outcome: 'failed' }
  expect(embeddedMetrics(['{"message":"request"}', JSON.stringify(line)])).toEqual([
    { namespace: 'MPLA', name: 'runs', dimensions, value: 2 },
    { namespace: 'MPLA', name: 'times', dimensions, value: 3 },
  ])
})

test('AWS writes the metrics of what the outputs name, and of nothing else', () => {
  const values = awsValues({
    database: 'mpla-prod',
    loadBalancer: 'arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/web/1',
  })
  expect(values).toContainEqual({
    ...{ namespace: 'AWS/RDS', name: 'CPUUtilization', value: 1 },
    dimensions: { DBInstanceIdentifier: 'mpla-prod' },
  })
  expect(values).toContainEqual(
    expect.objectContaining({ name: 'RequestCount', dimensions: { LoadBalancer: 'app/web/1' } }),
  )
  expect(values.filter(({ namespace }) => namespace === 'AWS/EFS')).toEqual([])
})
