// Asks the bridge once for the schema of the Terraform AWS provider and keeps the property names; run by ../setup,
// because reading the whole schema (100 MB) at each start of the plugin would take half a minute.
import { writeFileSync } from 'node:fs'
import providerGrpc from '@pulumi/pulumi/proto/provider_grpc_pb.js'
import messages from '@pulumi/pulumi/proto/provider_pb.js'
import { toolLocations } from '../tool-locations.ts'
import { call, startBridge } from './bridge.ts'
import type { KindLetters, PropertyIndex } from './property-index.ts'

type Properties = Record<string, { type?: string }>
/** The part of a Pulumi package schema that is used. */
interface Schema {
  version: string
  config: { variables: Properties & { endpoints: { items: { $ref: string } } } }
  types: Record<string, { properties: Properties }>
  resources: Record<string, { inputProperties?: Properties; properties?: Properties }>
  functions: Record<string, { inputs?: { properties?: Properties }; outputs?: { properties?: Properties } }>
}

const tools = toolLocations()
const { client, provider, stop } = await startBridge(tools, [], true)
const request = new messages.GetSchemaRequest()
request.setSubpackageName(provider.name)
request.setSubpackageVersion(provider.version)
const answer = await call(client, providerGrpc.ResourceProviderService.getSchema, request)
stop()

const schema: Schema = JSON.parse(answer.getSchema())
const letters = (properties: Properties = {}): KindLetters =>
  Object.fromEntries(Object.entries(properties).map(([name, { type = 'object' }]) => [name, type.charAt(0)]))
const endpoints = schema.config.variables.endpoints.items.$ref.slice('#/types/'.length)
const index: PropertyIndex = {
  version: schema.version,
  config: letters(schema.config.variables),
  endpoints: Object.keys(schema.types[endpoints]?.properties ?? {}),
  resources: Object.fromEntries(
    Object.entries(schema.resources).map(([token, resource]) => [
      token,
      { in: letters(resource.inputProperties), out: letters(resource.properties) },
    ]),
  ),
  functions: Object.fromEntries(
    Object.entries(schema.functions).map(([token, { inputs, outputs }]) => [
      token,
      { in: letters(inputs?.properties), out: letters(outputs?.properties) },
    ]),
  ),
}
writeFileSync(tools.propertyIndex, JSON.stringify(index))
console.log(`${Object.keys(index.resources).length} resources, ${Object.keys(index.functions).length} functions`)
process.exit(0) // the ended bridge's connection would keep the process alive
