// Answers one call: prove who asks, hold the policy to it, run the handler inside its span,
// deadline and service, and send what came of it.
import { createHash } from 'node:crypto'
import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js'
import type { Actor } from '@pk-auto/kernel/actor'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { errors } from './errors.ts'
import { shedding } from '@pk-auto/lifecycle/overload/shedding'
import { loggerFor } from '@pk-auto/telemetry/logger'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import { contextFromTraceparent } from '@pk-auto/telemetry/propagation'
import { inService } from '@pk-auto/telemetry/service-scope'
import { withSpan } from '@pk-auto/telemetry/tracer'
import type { ActorVerifier } from './actor-token.ts'
import { type Call, withCall } from './call.ts'
import type { WireMethod } from './definition.ts'
import { toWire } from './error-wire.ts'
import {
  type MethodPolicy,
  mustBeAllowedActor,
  mustBeAllowedCaller,
  mustBeKeyed,
} from './policy.ts'
import { rpcAttributes } from './rpc-attributes.ts'
import type { ServiceCredentials } from './service-credential.ts'
import { type Waiting, waiting } from './limits/waiting.ts'
import { type CallMetadata, readMetadata } from './wire-metadata.ts'

const DEFAULT_MARKET = 'pk'

export type Served = {
  method: WireMethod
  policy: MethodPolicy
  handler: (request: never, call: Call) => Promise<unknown>
}
type Settings = { service: string; verifier: ActorVerifier; credentials: ServiceCredentials }
type Unary = (call: ServerUnaryCall<Buffer, Buffer>, done: sendUnaryData<Buffer>) => void

export function answering({ service, verifier, credentials }: Settings): (served: Served) => Unary {
  const log = loggerFor(service)
  const took = metricsFor(service).histogram('rpc_server_duration_ms')
  const { take } = shedding(service)

  const actorOf = async (metadata: CallMetadata): Promise<Actor> =>
    // A token that is present must be good, even where nobody has to be signed in: a forged one is
    // never taken for no token.
    metadata.actorToken === undefined
      ? { kind: 'anonymous', market: metadata.market ?? DEFAULT_MARKET }
      : verifier.verify(metadata.actorToken)

  const answer = async (
    { method, policy, handler }: Served,
    bytes: Buffer,
    metadata: CallMetadata,
    { signal, deadlineAt }: Waiting,
  ) => {
    const caller = await credentials.verify(metadata.credential)
    mustBeAllowedCaller(policy, caller)
    const actor = await actorOf(metadata)
    mustBeAllowedActor(policy, actor)
    mustBeKeyed(policy, metadata.idempotency)
    const request = decode(method, bytes)
    const { idempotency } = metadata
    const call: Call = {
      actor,
      caller,
      method: method.path,
      signal,
      deadlineAt,
      ...(idempotency && {
        idempotency: { ...idempotency, sha256: fingerprint(method, request) },
      }),
      ...(metadata.actorToken !== undefined && { actorToken: metadata.actorToken }),
    }
    return method.encodeResponse(await withCall(call, () => handler(request as never, call)))
  }

  return (served) => (wire, done) => {
    const { path } = served.method
    const startedAt = Date.now()
    const metadata = readMetadata(wire.metadata)
    const wait = waiting(wire, startedAt)
    let answered = () => {}

    const finish = (outcome: string) => {
      wait.finished()
      answered()
      took.record(Date.now() - startedAt, { rpc: path, outcome })
    }
    const work = () =>
      withSpan(
        service,
        'rpc.server',
        {
          subject: path.slice(1),
          parent: contextFromTraceparent(metadata.traceparent),
          attributes: rpcAttributes(path),
        },
        async () => {
          // Before anything else: what is refused must cost next to nothing.
          answered = take(served.policy.priority)
          try {
            return await Promise.race([answer(served, wire.request, metadata, wait), wait.cut])
          } catch (error) {
            // Logged inside the span, so that the line carries the trace id the caller was given.
            if (!(error instanceof DomainError) || error.kind === 'internal')
              log.error({ event: 'rpc.failed', rpc: path, error }, 'a call failed unexpectedly')
            throw error
          }
        },
      )
    const settle = async () => {
      try {
        const bytes = await inService(service, work)
        finish('ok')
        done(null, bytes)
      } catch (error) {
        finish(error instanceof DomainError ? error.kind : 'internal')
        done(toWire(error))
      }
    }
    void settle()
  }
}

/** The same for the same meaning, whoever encoded the request and in whatever order or form. */
const fingerprint = (method: WireMethod, request: unknown): string =>
  createHash('sha256').update(method.encodeRequest(request)).digest('hex')

function decode(method: WireMethod, bytes: Buffer): unknown {
  try {
    return method.decodeRequest(bytes)
  } catch (cause) {
    throw errors.REQUEST_MALFORMED({}, { cause })
  }
}
