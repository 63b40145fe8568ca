// The engine as the bridge sees it: the bridge reports its diagnostics here, in its own names, and they are passed on
// under the program's. Error texts are held back until the failing call returns, because the bridge answers many
// failures with an empty error and says why only in a diagnostic.
import * as grpc from '@grpc/grpc-js'
import engineGrpc from '@pulumi/pulumi/proto/engine_grpc_pb.js'
import messages from '@pulumi/pulumi/proto/engine_pb.js'
import empty from 'google-protobuf/google/protobuf/empty_pb.js'
import { call, messageLimits } from './bridge.ts'

const { EngineService } = engineGrpc
type LogRequest = InstanceType<typeof messages.LogRequest>

export class EngineRelay {
  #client: grpc.Client | undefined
  /** The bridge's URN -> the program's. */
  readonly #urns = new Map<string, string>()
  /** The program's URN ("" for functions and configuration) -> errors that are not passed on yet. */
  readonly #held = new Map<string, LogRequest[]>()

  /** @param address of the real engine, host:port; undefined: messages go nowhere */
  constructor(address: string | undefined) {
    if (address) this.attach(address)
  }

  /** From now on messages go to this engine. */
  attach(address: string): void {
    this.#client?.close()
    this.#client = new grpc.Client(address, grpc.credentials.createInsecure(), messageLimits)
  }

  /** Starts listening; the answer is the address for the bridge. */
  listen(): Promise<string> {
    const server = new grpc.Server(messageLimits)
    server.addService(EngineService, {
      ...Object.fromEntries(Object.entries(EngineService).map(([name, method]) => [name, this.#passOn(method)])),
      log: (incoming: grpc.ServerUnaryCall<LogRequest, unknown>, reply: grpc.sendUnaryData<unknown>) => {
        this.#receive(incoming.request)
        reply(null, new empty.Empty())
      },
    })
    return new Promise((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(`127.0.0.1:${port}`),
      )
    })
  }

  #passOn<Q, R>(method: grpc.MethodDefinition<Q, R>): grpc.handleUnaryCall<Q, unknown> {
    return (incoming, reply) => {
      if (!this.#client) reply(null, new empty.Empty())
      else
        call(this.#client, method, incoming.request).then(
          (answer) => reply(null, answer),
          (error) => reply(error),
        )
    }
  }

  #receive(request: LogRequest): void {
    const urn = this.#urns.get(request.getUrn()) ?? request.getUrn()
    request.setUrn(urn)
    if (request.getSeverity() !== messages.LogSeverity.ERROR) this.#send(request)
    else this.#held.set(urn, [...(this.#held.get(urn) ?? []), request])
  }

  #send(request: LogRequest): void {
    // A message that cannot be shown is no reason to fail.
    if (this.#client) call(this.#client, EngineService.log, request).catch(() => undefined)
  }

  /** Diagnostics for the bridge's URN are shown at the program's. */
  nameUrn(theirs: string, ours: string): void {
    this.#urns.set(theirs, ours)
  }

  /** The error texts held for a URN, which are then forgotten. */
  takeErrors(urn: string): string[] {
    const held = this.#held.get(urn) ?? []
    this.#held.delete(urn)
    return held
      .map((request) =>
        request
          .getMessage()
          .replace(/^\[ERROR\]\s*:?\s*/, '')
          .trim(),
      )
      .filter(Boolean)
  }

  /** Passes on the errors of a call that went well in the end. */
  releaseErrors(urn: string): void {
    for (const request of this.#held.get(urn) ?? []) this.#send(request)
    this.#held.delete(urn)
  }

  /** Shows a message at a resource. */
  inform(urn: string, text: string): void {
    const request = new messages.LogRequest()
    request.setSeverity(messages.LogSeverity.INFO)
    request.setUrn(urn)
    request.setMessage(text)
    this.#send(request)
  }
}
