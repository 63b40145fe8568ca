import { expect, test } from 'vitest'
import { egressPorts } from './egress-ports.ts'

test.each([
  [undefined, [443]],
  ['https://models.example.com/v1', [443]],
  ['http://10.0.0.9/v1', [443, 80]],
  ['http://10.0.0.9:11434/v1', [443, 11_434]],
])('opens for %s the ports %j', (openaiBaseUrl, ports) => {
  expect(egressPorts(openaiBaseUrl)).toEqual(ports)
})
