// Calls about resources and functions: translated, passed to the bridge, and translated back.
import type * as grpc from '@grpc/grpc-js'
import providerGrpc from '@pulumi/pulumi/proto/provider_grpc_pb.js'
import { withMadeUpName } from './made-up-name.ts'
import type { Relay, Subject } from './relay.ts'
import { changeStructs, readStruct } from './structs.ts'
import type { Translation } from './translation.ts'
import { bridgeTypeOf } from './type-names.ts'

const { ResourceProviderService } = providerGrpc

/** A URN is urn:pulumi:stack::project::parents$type::name. */
const typeOf = (urn: string): string => (urn.split('::')[2] ?? '').split('$').at(-1) ?? ''
const nameOf = (urn: string): string => urn.split('::').slice(3).join('::')

interface ResourceRequest {
  getUrn(): string
  setUrn(urn: string): unknown
  getType(): string
  setType(type: string): unknown
}

export function resourceCalls(relay: Relay): grpc.UntypedServiceImplementation {
  const told = new Set<string>()
  const tellDropped = (urn: string, name: string): void => {
    if (told.has(urn + name)) return
    told.add(urn + name)
    const text = `emulator: input "${name}" is not known to the Terraform provider and is left out`
    relay.log(`${urn}: ${text}`)
    relay.engine.inform(urn, text)
  }

  /** Makes a request name the bridge's type in its URN and, where it has one, the type field. */
  function retarget(request: ResourceRequest): void {
    const urn = request.getUrn()
    const [prefix = '', project = '', types = '', ...name] = urn.split('::')
    const parents = types.split('$')
    const type = bridgeTypeOf(parents.pop() ?? '', relay.index.resources)
    const theirs = [prefix, project, [...parents, type].join('$'), ...name].join('::')
    relay.engine.nameUrn(theirs, urn)
    request.setUrn(theirs)
    if (request.getType()) request.setType(type)
  }

  /** A handler for a call that names a resource; `work` gets a request that names the bridge's type. */
  function resourceHandler<Q extends ResourceRequest, R>(
    method: grpc.MethodDefinition<Q, R>,
    work: (request: Q, send: (request: Q) => Promise<R>, translation: Translation, urn: string) => Promise<R>,
  ): grpc.handleUnaryCall<Q, R> {
    const subjectOf = (request: Q): Subject => {
      const urn = request.getUrn()
      const translation = relay.translationOf(typeOf(urn))
      return { urn, label: urn, ...(translation && { translation }) }
    }
    return relay.handler(method, subjectOf, (request, send, { urn, translation }) => {
      if (!translation) throw new Error(`expected a resource of @pulumi/aws, got ${urn}`)
      retarget(request)
      return work(request, send, translation, urn)
    })
  }

  return {
    check: resourceHandler(ResourceProviderService.check, async (request, send, t, urn) => {
      const olds = readStruct(request.getOlds())
      changeStructs(request, ['News'], (values) =>
        t.inputs(withMadeUpName(t.short, values, olds, nameOf(urn)), (name) => tellDropped(urn, name)),
      )
      changeStructs(request, ['Olds'], (values) => t.inputs(values))
      changeStructs(request, ['OldOutputs'], (values) => t.state(values))
      const answer = await send(request)
      changeStructs(answer, ['Inputs'], (values) => t.inputsBack(values))
      for (const failure of answer.getFailuresList()) failure.setProperty(t.path(failure.getProperty(), 'theirs'))
      return answer
    }),

    diff: resourceHandler(ResourceProviderService.diff, async (request, send, t) => {
      changeStructs(request, ['Olds'], (values) => t.state(values))
      changeStructs(request, ['News', 'OldInputs'], (values) => t.inputs(values))
      request.setIgnorechangesList(request.getIgnorechangesList().map((path) => t.path(path, 'ours')))
      const answer = await send(request)
      const back = (path: string): string => t.path(path, 'theirs')
      answer.setDiffsList(answer.getDiffsList().map(back))
      answer.setReplacesList(answer.getReplacesList().map(back))
      answer.setStablesList(answer.getStablesList().map(back))
      const details = answer.getDetaileddiffMap()
      const entries = [...details.entries()]
      details.clear()
      for (const [path, detail] of entries) details.set(back(path), detail)
      return answer
    }),

    create: resourceHandler(ResourceProviderService.create, async (request, send, t) => {
      changeStructs(request, ['Properties'], (values) => t.inputs(values))
      const answer = await send(request)
      changeStructs(answer, ['Properties'], (values) => t.outputsBack(values, relay.region))
      return answer
    }),

    read: resourceHandler(ResourceProviderService.read, async (request, send, t) => {
      changeStructs(request, ['Properties'], (values) => t.state(values))
      changeStructs(request, ['Inputs'], (values) => t.inputs(values))
      const answer = await send(request)
      changeStructs(answer, ['Properties'], (values) => t.outputsBack(values, relay.region))
      changeStructs(answer, ['Inputs'], (values) => t.inputsBack(values))
      return answer
    }),

    update: resourceHandler(ResourceProviderService.update, async (request, send, t) => {
      changeStructs(request, ['Olds'], (values) => t.state(values))
      changeStructs(request, ['News', 'OldInputs'], (values) => t.inputs(values))
      request.setIgnorechangesList(request.getIgnorechangesList().map((path) => t.path(path, 'ours')))
      const answer = await send(request)
      changeStructs(answer, ['Properties'], (values) => t.outputsBack(values, relay.region))
      return answer
    }),

    delete: resourceHandler(ResourceProviderService.delete, (request, send, t) => {
      changeStructs(request, ['Properties'], (values) => t.state(values))
      changeStructs(request, ['OldInputs'], (values) => t.inputs(values))
      return send(request)
    }),

    invoke: relay.handler(
      ResourceProviderService.invoke,
      (request): Subject => {
        const translation = relay.translationOf(request.getTok(), 'function')
        return { urn: '', label: request.getTok(), ...(translation && { translation }) }
      },
      async (request, send, { translation: t }) => {
        if (!t) throw new Error(`expected a function of @pulumi/aws, got ${request.getTok()}`)
        request.setTok(bridgeTypeOf(request.getTok(), relay.index.functions, 'function'))
        changeStructs(request, ['Args'], (values) => t.inputs(values))
        const answer = await send(request)
        changeStructs(answer, ['Return'], (values) => t.outputsBack(values, relay.region))
        for (const failure of answer.getFailuresList()) failure.setProperty(t.path(failure.getProperty(), 'theirs'))
        return answer
      },
    ),
  }
}
