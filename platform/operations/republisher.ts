// A service's own way to republish its current state, in the name of the operator.
import { connectGrpc } from '@pk-auto/grpc/client'
import { serviceCredentials } from '@pk-auto/grpc/service-credential'
import { systemClock } from '@pk-auto/kernel/clock'
import { republisherOf } from './admin-definition.ts'
import type { Republish } from './republish-all.ts'

export type RepublisherPlace = {
  /** `host:port` of its gRPC. */
  readonly address: string
  /** What services prove themselves with here. */
  readonly secret: string
}

/** @throws Error for a service that owns no state topic and so has nothing to republish */
export async function openRepublisher(
  service: string,
  { address, secret }: RepublisherPlace,
): Promise<AsyncDisposable & { readonly republish: Republish }> {
  const { definition, method } = await republisherOf(service)
  const credentials = serviceCredentials({ service: 'operator', secret, clock: systemClock })
  const settings = { address, service: 'operator', credentials, defaultDeadlineMs: 30_000 }
  const client = connectGrpc(definition, settings)
  return {
    republish: client[method] as unknown as Republish,
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  }
}
