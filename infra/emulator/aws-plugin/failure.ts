// The bridge's error as the engine must see it.
import * as grpc from '@grpc/grpc-js'
import messages from '@pulumi/pulumi/proto/provider_pb.js'
import statuses from '@pulumi/pulumi/proto/status_pb.js'
import { changeStructs } from './structs.ts'
import type { Translation } from './translation.ts'

const detailsKey = 'grpc-status-details-bin'

const isServiceError = (error: unknown): error is grpc.ServiceError =>
  error instanceof Error && 'code' in error && typeof error.code === 'number'

/** Details carry the state of a resource whose creation failed half-way, in the bridge's names. */
function translatedDetails(error: grpc.ServiceError, translation: Translation | undefined, region: string | undefined) {
  const metadata = new grpc.Metadata()
  for (const bytes of error.metadata?.get(detailsKey) ?? []) {
    const status = statuses.Status.deserializeBinary(new Uint8Array(Buffer.from(bytes)))
    for (const detail of translation ? status.getDetailsList() : []) {
      if (!translation || !detail.getTypeUrl().endsWith('pulumirpc.ErrorResourceInitFailed')) continue
      const failed = messages.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8())
      changeStructs(failed, ['Properties'], (values) => translation.outputsBack(values, region))
      changeStructs(failed, ['Inputs'], (values) => translation.inputsBack(values))
      detail.setValue(failed.serializeBinary())
    }
    metadata.add(detailsKey, Buffer.from(status.serializeBinary()))
  }
  return metadata
}

/** @param said the error diagnostics of the call, which become its text */
export function failureFor(
  error: unknown,
  said: readonly string[],
  translation: Translation | undefined,
  region: string | undefined,
): Partial<grpc.StatusObject> & { code: grpc.status; details: string } {
  if (!isServiceError(error)) {
    return { code: grpc.status.UNKNOWN, details: error instanceof Error ? error.message : String(error) }
  }
  const texts = [error.details, ...said.filter((text) => !error.details?.includes(text))].filter(Boolean)
  return {
    code: error.code,
    details: texts.join('\n') || error.message,
    metadata: translatedDetails(error, translation, region),
  }
}
