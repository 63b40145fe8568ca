// Stand-in for Pulumi's language host for Node, which every installation of Pulumi brings but whose Go module cannot be
// downloaded everywhere. It speaks the engine's protocol and starts the program by the SDK's own runner, as the
// genuine host does, so that a plain `pulumi up` reads Pulumi.yaml and infra/index.ts here too.
import * as grpc from '@grpc/grpc-js'
import languageGrpc from '@pulumi/pulumi/proto/language_grpc_pb.js'
import messages from '@pulumi/pulumi/proto/language_pb.js'
import plugins from '@pulumi/pulumi/proto/plugin_pb.js'
import empty from 'google-protobuf/google/protobuf/empty_pb.js'
import { messageLimits } from '../aws-plugin/bridge.ts'
import { runPolicyPack } from './run-policy-pack.ts'
import { runProgram } from './run-program.ts'

const engineAddress = process.argv.at(-1) ?? ''
type Reply = grpc.sendUnaryData<unknown>

const calls: grpc.UntypedServiceImplementation = {
  handshake: (_: unknown, reply: Reply) => reply(null, new messages.LanguageHandshakeResponse()),
  // Empty: the engine finds plugins on PATH, and must not look for them elsewhere.
  getRequiredPlugins: (_: unknown, reply: Reply) => reply(null, new messages.GetRequiredPluginsResponse()),
  getRequiredPackages: (_: unknown, reply: Reply) => reply(null, new messages.GetRequiredPackagesResponse()),
  getPluginInfo: (_: unknown, reply: Reply) => {
    const answer = new plugins.PluginInfo()
    answer.setVersion('0.0.0')
    reply(null, answer)
  },
  run: (call: grpc.ServerUnaryCall<InstanceType<typeof messages.RunRequest>, unknown>, reply: Reply) => {
    runProgram(call.request, engineAddress).then(
      ({ error, bail }) => {
        const answer = new messages.RunResponse()
        answer.setError(error)
        answer.setBail(bail)
        reply(null, answer)
      },
      (error: unknown) => reply({ code: grpc.status.INTERNAL, details: String(error) }),
    )
  },
  runPlugin: runPolicyPack,
  cancel: (_: unknown, reply: Reply) => reply(null, new empty.Empty()),
}

const server = new grpc.Server(messageLimits)
server.addService(languageGrpc.LanguageRuntimeService, calls)
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error
  process.stdout.write(`${port}\n`) // the engine reads the port here
})
