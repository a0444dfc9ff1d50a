// The gRPC client of one service for another: credential, deadline, trace and errors are carried
// without the caller's help.
import { Client as Transport, credentials as channelCredentials } from '@grpc/grpc-js'
import { calling, type CallOptions } from './calling.ts'
import { breaker } from './limits/breaker.ts'
import { DEFAULT_DEADLINE_MS } from './limits/deadline.ts'
import {
  type MessageIn,
  type MessageOut,
  type ServiceDefinition,
  wireMethods,
} from './definition.ts'
import type { ServiceCredentials } from './service-credential.ts'

export type Client<D extends ServiceDefinition> = {
  [M in keyof D['methods']]: (
    request: MessageIn<D['methods'][M]['requestType']>,
    options?: CallOptions,
  ) => Promise<MessageOut<D['methods'][M]['responseType']>>
}

export type ClientSettings = {
  /** `http://host:port`, `host:port` or a gRPC target such as `dns:///catalogue:50101`. */
  address: string
  /** The service that is calling: its spans and metrics. */
  service: string
  credentials: ServiceCredentials
  defaultDeadlineMs?: number
}

// Clients of one target with equal options share one connection (grpc-js pools them), so these are
// the same for all.
const CHANNEL_OPTIONS = {
  'grpc.service_config': JSON.stringify({ loadBalancingConfig: [{ round_robin: {} }] }),
  'grpc.enable_channelz': 0,
  'grpc.enable_http_proxy': 0,
  'grpc.keepalive_time_ms': 30_000,
  'grpc.keepalive_timeout_ms': 10_000,
  // A restarted service is found again within a second; the library's own cap is two minutes.
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 1_000,
}

/**
 * Connects on the first call. Every error is a DomainError: the service's own, or UNAVAILABLE,
 * DEADLINE_EXCEEDED, INTERNAL. Only methods whose `idempotency_level` is set are sent again, once,
 * when the service could not be reached. After five calls without an answer the next ones are
 * refused at once, but for one a second. Disposing waits for the calls under way.
 */
export function connectGrpc<D extends ServiceDefinition>(
  definition: D,
  settings: ClientSettings,
): Client<D> & AsyncDisposable {
  const transport = new Transport(
    targetOf(settings.address),
    channelCredentials.createInsecure(),
    CHANNEL_OPTIONS,
  )
  const underWay = new Set<Promise<unknown>>()
  const guard = breaker(settings.service, definition.fullName)
  const callOf = calling({
    ...settings,
    transport,
    breaker: guard,
    defaultDeadlineMs: settings.defaultDeadlineMs ?? DEFAULT_DEADLINE_MS,
  })
  const methods = wireMethods(definition).map((method) => {
    const call = callOf(method)
    const tracked = (request: unknown, options: CallOptions = {}) => {
      const reply = call(request, options).finally(() => underWay.delete(reply))
      underWay.add(reply)
      return reply
    }
    return [method.key, tracked] as const
  })
  return Object.assign(Object.fromEntries(methods) as unknown as Client<D>, {
    async [Symbol.asyncDispose]() {
      await Promise.allSettled(underWay)
      transport.close()
      guard[Symbol.dispose]()
    },
  })
}

const targetOf = (address: string): string =>
  address.replace(/^(https?|grpc):\/\//, '').replace(/\/$/, '')
