// Starts the Terraform bridge with the AWS provider and hands out a client for it.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import * as grpc from '@grpc/grpc-js'
import providerGrpc from '@pulumi/pulumi/proto/provider_grpc_pb.js'
import messages from '@pulumi/pulumi/proto/provider_pb.js'
import type { ToolLocations } from '../tool-locations.ts'

/** Schemas and states are larger than gRPC's usual 4 MiB. */
export const messageLimits = { 'grpc.max_receive_message_length': 2 ** 30, 'grpc.max_send_message_length': 2 ** 30 }

export interface Bridge {
  readonly client: grpc.Client
  readonly child: ChildProcess
  /** Name and version of the Terraform provider that it bridges. */
  readonly provider: { readonly name: string; readonly version: string }
  stop(): void
}

/** One call as a promise, e.g. `call(client, ResourceProviderService.check, request)`. */
export function call<Q, R>(client: grpc.Client, method: grpc.MethodDefinition<Q, R>, request: Q): Promise<R> {
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      (error, answer) => {
        if (error || answer === undefined) reject(error ?? new Error(`${method.path} answered nothing`))
        else resolve(answer)
      },
    )
  })
}

/** The bridge prints the port it listens on as its first line. */
function portOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the Terraform bridge ended with ${code} before it listened`)))
    child.stdout?.on('data', (data: Buffer) => {
      text += data.toString()
      const port = /^(\d+)\n/.exec(text)?.[1]
      if (port) resolve(port)
    })
  })
}

/**
 * @param args arguments of the plugin, the engine's address last: the bridge reports its diagnostics there
 * @param hasOwnGroup in a process group of its own that `stop` ends, because the Terraform provider outlives the bridge
 */
export async function startBridge(tools: ToolLocations, args: string[], hasOwnGroup = false): Promise<Bridge> {
  const child = spawn(join(tools.bin, 'pulumi-resource-terraform-provider'), args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: hasOwnGroup,
  })
  const client = new grpc.Client(`127.0.0.1:${await portOf(child)}`, grpc.credentials.createInsecure(), messageLimits)
  const parameters = new messages.ParameterizeRequest.ParametersArgs()
  parameters.setArgsList([tools.terraformProvider])
  const request = new messages.ParameterizeRequest()
  request.setArgs(parameters)
  const provider = await call(client, providerGrpc.ResourceProviderService.parameterize, request)
  return {
    client,
    child,
    provider: { name: provider.getName(), version: provider.getVersion() },
    stop: () => {
      if (hasOwnGroup && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      else child.kill()
    },
  }
}
