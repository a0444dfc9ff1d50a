// Makes one call: which metadata it carries, how long it may take, and whether it may be sent
// again.
import { type Client, type Metadata, type ServiceError, status } from '@grpc/grpc-js'
import { backoffMs } from '@pk-auto/kernel/backoff'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { errors } from './errors.ts'
import { errors as kernelErrors } from '@pk-auto/kernel/errors'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import { currentTraceparent } from '@pk-auto/telemetry/propagation'
import { withSpan } from '@pk-auto/telemetry/tracer'
import { currentCall } from './call.ts'
import type { Breaker } from './limits/breaker.ts'
import { deadlineFor } from './limits/deadline.ts'
import type { WireMethod } from './definition.ts'
import { fromWire } from './error-wire.ts'
import { retryBudget } from './limits/retry-budget.ts'
import { rpcAttributes } from './rpc-attributes.ts'
import type { ServiceCredentials } from './service-credential.ts'
import { writeMetadata } from './wire-metadata.ts'

const RETRY_AFTER = { firstMs: 40, maxMs: 200 }

export type CallOptions = {
  /** The person this call is made for; without it the call is made in the service's own name. */
  actorToken?: string | undefined
  /** The market of an anonymous visitor, when known. */
  market?: string | undefined
  /** Needed by keyed methods: a repeat of the same key and request has no second effect. */
  idempotency?: { readonly key: string } | undefined
  signal?: AbortSignal | undefined
  /**
   * Shorter or longer than the client's default; never longer than what is left of the call being
   * answered.
   */
  deadlineMs?: number | undefined
}

type Settings = {
  transport: Client
  service: string
  credentials: ServiceCredentials
  defaultDeadlineMs: number
  breaker: Breaker
}
type Until = { deadlineAt: number; signals: readonly AbortSignal[] }

export function calling(settings: Settings) {
  const { transport, service, credentials, defaultDeadlineMs, breaker } = settings
  const budget = retryBudget()
  const retries = metricsFor(service).counter('rpc_client_retries_total')

  return (method: WireMethod) => {
    const mayRetry = method.options.idempotencyLevel !== undefined
    const attributes = rpcAttributes(method.path)

    const again = async (error: unknown, until: Until): Promise<void> => {
      const waitMs = backoffMs(0, RETRY_AFTER)
      const pointless =
        until.signals.some((signal) => signal.aborted) || Date.now() + waitMs >= until.deadlineAt
      if (!mayRetry || !isUnreachable(error) || pointless || !budget.spend()) throw error
      retries.add(1, { rpc: method.path })
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }

    return (request: unknown, options: CallOptions): Promise<unknown> =>
      withSpan(service, 'rpc.client', { subject: method.path.slice(1), attributes }, async () => {
        const outer = currentCall()
        const ownMs = options.deadlineMs ?? defaultDeadlineMs
        const startedAt = Date.now()
        const deadlineAt = deadlineFor(startedAt, ownMs, outer)
        const until: Until = {
          deadlineAt,
          signals: [options.signal, outer?.signal].filter((signal) => signal !== undefined),
        }
        const metadata = writeMetadata({
          ...options,
          credential: await credentials.token(),
          traceparent: currentTraceparent(),
        })
        const bytes = method.encodeRequest(request)
        budget.earn()
        const conclusive = () =>
          deadlineAt - startedAt >= ownMs && !until.signals.some((signal) => signal.aborted)
        const send = () =>
          breaker.around(
            method.path,
            () => sendOnce(transport, method, bytes, metadata, until),
            conclusive,
          )
        const reply = await send().catch(async (error: unknown) => {
          await again(error, until)
          return send()
        })
        return method.decodeResponse(reply)
      })
  }
}

const isUnreachable = (error: unknown): boolean =>
  error instanceof DomainError &&
  error.kind === 'unavailable' &&
  error.code === 'UNAVAILABLE' &&
  // Held back by the breaker: nobody was asked, and nobody shall be.
  error.retryAfterMs === undefined

function sendOnce(
  transport: Client,
  method: WireMethod,
  bytes: Buffer,
  metadata: Metadata,
  { deadlineAt, signals }: Until,
): Promise<Buffer> {
  if (signals.some((signal) => signal.aborted))
    return Promise.reject(errors.CALL_CANCELLED({ rpc: method.path }))
  return new Promise((resolve, reject) => {
    const cancel = () => call.cancel()
    const done = (error: ServiceError | null, reply?: Buffer) => {
      for (const signal of signals) signal.removeEventListener('abort', cancel)
      if (!error && reply) resolve(reply)
      else
        reject(
          error
            ? fromWire(error, method.path)
            : kernelErrors.INTERNAL({ rpc: method.path, status: status.UNKNOWN }),
        )
    }
    const call = transport.makeUnaryRequest(
      method.path,
      asIs,
      asIs,
      bytes,
      metadata,
      { deadline: deadlineAt },
      done,
    )
    for (const signal of signals) signal.addEventListener('abort', cancel, { once: true })
  })
}

const asIs = (bytes: Buffer): Buffer => bytes
