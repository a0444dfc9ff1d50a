// What every service opens before it has a verb: database, Kafka, Redis, clients, the proof of who
// calls. `serve` then starts the work on it.
import { actorVerifier, type ActorKeys, jwksOf } from '@pk-auto/grpc/actor-token'
import { type Client, connectGrpc } from '@pk-auto/grpc/client'
import type { ServiceDefinition } from '@pk-auto/grpc/definition'
import { serviceCredentials } from '@pk-auto/grpc/service-credential'
import { connectKafka } from '@pk-auto/kafka/kafka'
import { type Clock, systemClock } from '@pk-auto/kernel/clock'
import type { EventConfig, ServiceConfig } from '@pk-auto/lifecycle/service-settings'
import { openDatabase } from '@pk-auto/postgres/database'
import { type InTransaction, transactions, type Tx } from '@pk-auto/postgres/transaction'
import { openRedis } from '@pk-auto/redis/redis'

export type OpenSettings<Config> = {
  readonly config: Config
  /** Time of the business; default: the machine's. */
  readonly clock?: Clock | undefined
  /** Identity's public keys; default: those it publishes. Identity itself has them. */
  readonly keys?: ActorKeys | undefined
}

/**
 * Opens lazily: nothing here waits for a server. Credentials and tokens always follow the machine's
 * clock, whatever `clock` is. Disposing closes in the opposite order; after `serve` the running
 * service owns everything and disposing of this does nothing.
 */
export function openService<Config extends ServiceConfig & Partial<EventConfig>>(
  name: string,
  { config, clock = systemClock, keys = jwksOf(config.jwksUrl) }: OpenSettings<Config>,
) {
  const stack = new AsyncDisposableStack()
  const { databaseUrl: url, databasePoolSize: poolSize } = config
  const database = stack.use(openDatabase({ url, service: name, poolSize }))
  const redis = config.redisUrl && stack.use(openRedis({ url: config.redisUrl, service: name }))
  const kafka = config.kafka && stack.use(connectKafka({ ...config.kafka, service: name }))
  const credentials = serviceCredentials({
    service: name,
    secret: config.serviceSecret,
    also: config.serviceSecretAlso,
    clock: systemClock,
  })
  return {
    name,
    config,
    clock,
    database,
    redis: redis || undefined,
    kafka,
    credentials,
    verifier: actorVerifier({ keys, clock: systemClock }),
    /** Stores bound to this database: one commit, one scope (who acts). */
    transactions: <Db, Stores>(stores: (tx: Tx<Db>) => Stores): InTransaction<Stores> =>
      transactions<Db, Stores>(database, stores),
    /** A client of another service, found at `address`. */
    client: <Definition extends ServiceDefinition>(
      definition: Definition,
      address: string,
      settings: { defaultDeadlineMs?: number } = {},
    ): Client<Definition> =>
      stack.use(connectGrpc(definition, { address, service: name, credentials, ...settings })),
    /** Closed with the service, before everything opened earlier. */
    use: <Resource extends Disposable | AsyncDisposable>(resource: Resource): Resource =>
      stack.use(resource),
    /** For `serve`: everything opened so far. */
    move: () => stack.move(),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

export type OpenService<Config = ServiceConfig & Partial<EventConfig>> = Omit<
  ReturnType<typeof openService>,
  'config'
> & { readonly config: Config }
