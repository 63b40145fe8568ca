// Calls about the provider's configuration.
import type * as grpc from '@grpc/grpc-js'
import providerGrpc from '@pulumi/pulumi/proto/provider_grpc_pb.js'
import { providerConfig } from './provider-config.ts'
import type { Values } from './pulumi-values.ts'
import type { Relay, Subject } from './relay.ts'
import { changeStructs, readStruct } from './structs.ts'

const { ResourceProviderService } = providerGrpc
const variablePrefix = 'aws:config:'

export function configurationCalls(relay: Relay): grpc.UntypedServiceImplementation {
  const translated = (values: Values): Values => providerConfig(values, relay.index)
  const subject = (): Subject => ({ urn: '', label: 'provider' })

  return {
    // The program's own configuration stays in the state; only what goes to the bridge is rewritten.
    checkConfig: relay.handler(ResourceProviderService.checkConfig, subject, async (request, send) => {
      const program = request.getNews()
      changeStructs(request, ['News', 'Olds'], translated)
      const answer = await send(request)
      if (answer.getFailuresList().length === 0) answer.setInputs(program)
      return answer
    }),

    diffConfig: relay.handler(ResourceProviderService.diffConfig, subject, (request, send) => {
      changeStructs(request, ['News', 'Olds', 'OldInputs'], translated)
      return send(request)
    }),

    configure: relay.handler(ResourceProviderService.configure, subject, (request, send) => {
      const variables = request.getVariablesMap()
      const region = readStruct(request.getArgs())?.['region'] ?? variables.get(`${variablePrefix}region`)
      if (typeof region === 'string') relay.region = region
      changeStructs(request, ['Args'], translated)
      const plain = [...variables.entries()].map(([key, value]) => [key.slice(variablePrefix.length), value])
      variables.clear()
      for (const [key, value] of Object.entries(translated(Object.fromEntries(plain))))
        variables.set(variablePrefix + key, String(value))
      return send(request)
    }),
  }
}
