// Stand-in for the AWS resource plugin. It speaks Pulumi's provider protocol to the engine, translates names and lets the
// Terraform bridge with the Terraform AWS provider do the work:
//
//   engine <-gRPC-> this process <-gRPC-> Terraform bridge <-gRPC-> Terraform AWS provider <-HTTP-> emulator
//
// Started by ../bin/pulumi-resource-aws, by the engine or by ../standing-plugin.ts. AWS_PLUGIN_LOG=FILE writes one line per call with its duration.
import { readFileSync } from 'node:fs'
import * as grpc from '@grpc/grpc-js'
import plugins from '@pulumi/pulumi/proto/plugin_pb.js'
import providerGrpc from '@pulumi/pulumi/proto/provider_grpc_pb.js'
import messages from '@pulumi/pulumi/proto/provider_pb.js'
import empty from 'google-protobuf/google/protobuf/empty_pb.js'
import { awsPackageVersion, toolLocations } from '../tool-locations.ts'
import { call, messageLimits, startBridge } from './bridge.ts'
import { configurationCalls } from './configuration-calls.ts'
import { EngineRelay } from './engine-relay.ts'
import { readPropertyIndex } from './property-index.ts'
import { Relay } from './relay.ts'
import { resourceCalls } from './resource-calls.ts'

const { ResourceProviderService } = providerGrpc
const tools = toolLocations()
const version = awsPackageVersion()

const args = process.argv.slice(2) // flags, then the engine's address
const engine = new EngineRelay(/:\d+$/.test(args.at(-1) ?? '') ? args.pop() : undefined)
const bridge = await startBridge(tools, [...args, await engine.listen()])
const logFile = process.env['AWS_PLUGIN_LOG']
const relay = new Relay({ engine, bridge, logFile, index: readPropertyIndex(tools.propertyIndex) })
relay.region = process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION']

/** Calls that this process answers by itself. */
const ownAnswers: grpc.UntypedServiceImplementation = {
  getSchema: (_: unknown, reply: grpc.sendUnaryData<unknown>) => {
    const answer = new messages.GetSchemaResponse()
    answer.setSchema(JSON.stringify({ name: 'aws', version }))
    reply(null, answer)
  },
  getPluginInfo: (_: unknown, reply: grpc.sendUnaryData<unknown>) => {
    const answer = new plugins.PluginInfo()
    answer.setVersion(version)
    reply(null, answer)
  },
  // A plugin that one engine after the other uses (PULUMI_DEBUG_PROVIDERS) learns here which it is.
  attach: (
    { request }: grpc.ServerUnaryCall<InstanceType<typeof plugins.PluginAttach>, unknown>,
    reply: grpc.sendUnaryData<unknown>,
  ) => {
    engine.attach(request.getAddress())
    reply(null, new empty.Empty())
  },
  cancel: (_: unknown, reply: grpc.sendUnaryData<unknown>) => {
    // The engine cancels only to be faster: an error of the bridge changes nothing.
    const answer = () => reply(null, new empty.Empty())
    call(bridge.client, ResourceProviderService.cancel, new empty.Empty()).then(answer, answer)
  },
}

/** The engine goes on without the calls that stay unimplemented (handshake, parameterize, …). */
const unimplemented = Object.fromEntries(
  Object.keys(ResourceProviderService).map((method) => [
    method,
    (_: unknown, reply: grpc.sendUnaryData<unknown>) =>
      reply({ code: grpc.status.UNIMPLEMENTED, details: `the emulator's AWS plugin has no ${method}` }),
  ]),
)

const server = new grpc.Server(messageLimits)
server.addService(ResourceProviderService, {
  ...unimplemented,
  ...configurationCalls(relay),
  ...resourceCalls(relay),
  ...ownAnswers,
})
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error
  process.stdout.write(`${port}\n`) // how the engine learns the port
})

/** The process group of this process; undefined where there is no /proc. */
function processGroup(): number | undefined {
  try {
    return Number(readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ')[2])
  } catch {
    return undefined
  }
}

// The Terraform provider ignores interrupts and outlives the bridge, so the whole process group is ended: the engine
// starts each plugin as the leader of its own group.
function quit(code: number): void {
  bridge.stop()
  if (processGroup() === process.pid) process.kill(-process.pid, 'SIGKILL')
  process.exit(code)
}
bridge.child.on('exit', (code) => quit(code ?? 1))
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => quit(0))
// The same when the engine has gone without a word.
const engineProcess = process.ppid
setInterval(() => {
  if (process.ppid !== engineProcess) quit(0)
}, 1000)
