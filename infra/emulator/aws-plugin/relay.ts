// Passing a call of the engine on to the bridge: what all calls have in common.
import { appendFileSync } from 'node:fs'
import type * as grpc from '@grpc/grpc-js'
import { type Bridge, call } from './bridge.ts'
import type { EngineRelay } from './engine-relay.ts'
import { failureFor } from './failure.ts'
import { kindsOf, type PropertyIndex } from './property-index.ts'
import { Translation } from './translation.ts'
import { bridgeTypeOf, type Kind, shortName } from './type-names.ts'

/** What a call is about. */
export interface Subject {
  /** URN of the resource, else "": where the bridge's diagnostics of this call are collected. */
  readonly urn: string
  readonly label: string
  readonly translation?: Translation
}

type Work<Q, R> = (request: Q, send: (request: Q) => Promise<R>, subject: Subject) => Promise<R>

export class Relay {
  readonly engine: EngineRelay
  readonly index: PropertyIndex
  /** Of the provider; known from its configuration on. */
  region: string | undefined
  readonly #bridge: Bridge
  readonly #logFile: string | undefined
  readonly #translations = new Map<string, Translation>()

  constructor(options: { engine: EngineRelay; index: PropertyIndex; bridge: Bridge; logFile: string | undefined }) {
    this.engine = options.engine
    this.index = options.index
    this.#bridge = options.bridge
    this.#logFile = options.logFile
  }

  /** The translation of a type of the program, e.g. aws:ecs/service:Service; undefined for foreign types. */
  translationOf(token: string, kind: Kind = 'resource'): Translation | undefined {
    const short = shortName(token)
    if (!short) return undefined
    const known = kindsOf(this.index, kind)
    const kinds = known[bridgeTypeOf(token, known, kind)]
    const translation = this.#translations.get(token) ?? (kinds && new Translation(short, kinds))
    if (translation) this.#translations.set(token, translation)
    return translation
  }

  log(text: string): void {
    if (this.#logFile) appendFileSync(this.#logFile, `${text}\n`)
  }

  /**
   * A handler that lets `work` change the request, send it to the bridge, and change the answer.
   *
   * @param subjectOf may throw: a type that the bridge does not have is an error of this call
   */
  handler<Q, R>(
    method: grpc.MethodDefinition<Q, R>,
    subjectOf: (request: Q) => Subject,
    work: Work<Q, R>,
  ): grpc.handleUnaryCall<Q, R> {
    const send = (request: Q) => call(this.#bridge.client, method, request)
    const name = method.path.split('/').at(-1) ?? method.path
    return ({ request }, reply) => {
      const startedMs = Date.now()
      let subject: Subject = { urn: '', label: '' }
      const answering = (async () => {
        subject = subjectOf(request)
        return await work(request, send, subject)
      })()
      const done = (outcome: string) => this.log(`${Date.now() - startedMs} ms ${name} ${subject.label}${outcome}`)
      answering.then(
        (answer) => {
          this.engine.releaseErrors(subject.urn)
          done('')
          reply(null, answer)
        },
        (error) => {
          const said = this.engine.takeErrors(subject.urn)
          const failure = failureFor(error, said, subject.translation, this.region)
          done(`: ${failure.code} ${failure.details}`)
          reply(failure)
        },
      )
    }
  }
}
