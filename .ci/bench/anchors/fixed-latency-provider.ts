// A provider that answers every completion after LATENCY_MS with the same text, as OpenAI streams it.
import { createServer } from 'node:http'
import { openAiEvents, openAiModels } from '../../../app/test-support/stub-provider-openai.ts'

const latencyMs = Number(process.env['LATENCY_MS'])
const sentence = 'Our product is made of steel, weighs two kilograms and lasts for ten years in daily use. '
const stream = Buffer.from(openAiEvents('stub-model', 'A prompt of usual length.', { text: sentence.repeat(8) }))
const models = JSON.stringify(openAiModels(['stub-model']))

const server = createServer((request, response) => {
  if (request.method === 'GET') return void response.setHeader('content-type', 'application/json').end(models)
  request.resume().once('end', () => {
    setTimeout(() => response.setHeader('content-type', 'text/event-stream').end(stream), latencyMs)
  })
})
server.keepAliveTimeout = 60_000
server.listen(Number(process.env['PORT']), '127.0.0.1')
process.once('SIGTERM', () => process.exit(0))
