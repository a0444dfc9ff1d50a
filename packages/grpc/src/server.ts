// The gRPC server of one service: every method behind its policy, drained when it stops.
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from '@grpc/grpc-js'
import type { ActorVerifier } from './actor-token.ts'
import type { Call } from './call.ts'
import {
  type MessageIn,
  type MessageOut,
  type ServiceDefinition,
  wireMethods,
} from './definition.ts'
import { answering } from './answering.ts'
import { checkPolicy, type PolicyOf } from './policy.ts'
import type { ServiceCredentials } from './service-credential.ts'

/**
 * A handler per method. Declared as a method, so that the generated `…ServiceImplementation<Call>`
 * types fit too; only the fields of Call exist.
 */
type Handler<Request, Response> = {
  handle(request: Request, call: Call): Promise<Response>
}['handle']
export type Implementation<D extends ServiceDefinition> = {
  [M in keyof D['methods']]: Handler<
    MessageOut<D['methods'][M]['requestType']>,
    MessageIn<D['methods'][M]['responseType']>
  >
}

export type Implemented = {
  readonly definition: ServiceDefinition
  readonly handlers: { readonly [method: string]: (request: never, call: Call) => Promise<unknown> }
}

export function implement<D extends ServiceDefinition>(
  definition: D,
  implementation: Implementation<D>,
): Implemented {
  return { definition, handlers: implementation as Implemented['handlers'] }
}

export type GrpcServer = AsyncDisposable & { readonly port: number }

export type GrpcServerSettings = {
  service: string
  /** 0 takes a free one. */
  port: number
  /** Default: loopback. */
  host?: string
  verifier: ActorVerifier
  credentials: ServiceCredentials
  policyOf: PolicyOf
  implementations: readonly Implemented[]
  /**
   * How long calls under way may take after the stop began; then they are cancelled. Default 20 s.
   */
  drainMs?: number
}

const DRAIN_MS = 20_000
const CHANNEL_OPTIONS = {
  'grpc.enable_channelz': 0,
  // A half-open connection is noticed in 30 + 10 s.
  'grpc.keepalive_time_ms': 30_000,
  'grpc.keepalive_timeout_ms': 10_000,
}

/**
 * @throws Error at start for a method without handler or without a usable policy, and for a port
 * that is taken.
 */
export async function startGrpc(settings: GrpcServerSettings): Promise<GrpcServer> {
  const server = new Server(CHANNEL_OPTIONS)
  const answer = answering(settings)
  for (const { definition, handlers } of settings.implementations) {
    for (const method of wireMethods(definition)) {
      const handler = handlers[method.key]
      if (!handler) throw new Error(`${settings.service} does not implement ${method.path}`)
      const policy = settings.policyOf(method.path, method.options as never)
      checkPolicy(method.path, policy)
      const reply = answer({ method, policy, handler: handler.bind(handlers) })
      const unary = (call: ServerUnaryCall<Buffer, Buffer>, done: sendUnaryData<Buffer>) =>
        reply(call, done)
      server.register(method.path, unary, asIs, asIs, 'unary')
    }
  }
  const host = settings.host ?? '127.0.0.1'
  const port = await bind(server, `${host}:${settings.port}`)
  return {
    port,
    [Symbol.asyncDispose]: () => drain(server, `${host}:${port}`, settings.drainMs ?? DRAIN_MS),
  }
}

const asIs = (bytes: Buffer): Buffer => bytes

const bind = (server: Server, address: string): Promise<number> =>
  new Promise((resolve, reject) =>
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    ),
  )

/** Tells clients to go elsewhere (GOAWAY), answers what is under way, then closes. */
function drain(server: Server, address: string, drainMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  // Not forceShutdown after a while: with channelz off it forgets the open sessions (grpc-js
  // 1.14.7).
  server.drain(address, drainMs)
  server.tryShutdown(() => resolve())
  return promise
}
