// Starts the work of an opened service in the roles its process takes, and stops it in order.
import type { PolicyOf } from '@pk-auto/grpc/policy'
import { type Implemented, startGrpc } from '@pk-auto/grpc/server'
import type { Http } from '@pk-auto/http/create-http'
import { openInternalHttp } from '@pk-auto/http/internal-http'
import type { Kafka } from '@pk-auto/kafka/kafka'
import { createPublisher } from '@pk-auto/kafka/publisher'
import type { Subscription } from '@pk-auto/kafka/subscription'
import type { TopicKind } from '@pk-auto/kafka/topics'
import { disposeAll } from '@pk-auto/kernel/all-of'
import { type Role, showRoles } from '@pk-auto/lifecycle/roles'
import { watchBackups } from '@pk-auto/postgres/backup-health'
import { startRelay } from '@pk-auto/postgres/relay'
import { startHousekeeping, startSweep, type SweepOptions } from '@pk-auto/postgres/sweep'
import type { OpenService } from './open-service.ts'

export type Sweep = Omit<SweepOptions, 'service'>

export type Work = {
  readonly policyOf: PolicyOf
  /** Every topic it appends events for; without one it needs no relay. */
  readonly publishes: readonly TopicKind[]
  /** Role `api`. */
  readonly rpc: readonly Implemented[]
  /** Role `consume`. */
  readonly subscriptions?: readonly ((kafka: Kafka) => Subscription)[]
  /** Role `jobs`; outbox, inbox and replies older than `retentionDays` go by themselves. */
  readonly sweeps?: readonly Sweep[]
  /** What the service answers over HTTP besides probes and metrics, in every role. */
  readonly http?: (app: Http) => void
  /** Waits until the service's own work is at rest; true when it was already. */
  readonly settled?: () => Promise<boolean>
}

export type Running = AsyncDisposable & {
  readonly name: string
  /** 0 without the role `api`. */
  readonly grpcPort: number
  readonly httpPort: number
  ready(): Promise<boolean>
  /**
   * Resolves when everything published so far is consumed and everything stored is published; true
   * when it was already.
   */
  settled(): Promise<boolean>
}

/**
 * Never waits for another service, Kafka, Redis or Elasticsearch. Stops in the order readiness,
 * consumers, requests, sweeps, relay, connections. @throws when a port is taken
 */
export async function serve(service: OpenService, work: Work): Promise<Running> {
  const { name, config, database, kafka, redis } = service
  const { host } = config
  const has = (role: Role) => config.roles.has(role)
  await using stack = service.move()
  stack.use(showRoles(name, config.roles))
  let open = false
  const ready = async () => open && (await database.ping())
  const http = stack.use(
    await openInternalHttp({
      service: name,
      host,
      port: config.httpPort,
      ready,
      routes: work.http,
    }),
  )
  const publisher =
    kafka && has('relay') && work.publishes.length > 0
      ? stack.use(createPublisher(kafka))
      : undefined
  const relay =
    publisher &&
    stack.use(startRelay({ database, publish: publisher.publish, ...(redis && { hints: redis }) }))
  if (has('jobs')) {
    for (const sweep of work.sweeps ?? []) stack.use(startSweep({ service: name, ...sweep }))
    stack.use(watchBackups(database))
    stack.use(startHousekeeping(database, config.retentionDays))
  }
  const grpc = has('api')
    ? stack.use(
        await startGrpc({
          service: name,
          ...{ host, port: config.grpcPort, policyOf: work.policyOf, implementations: work.rpc },
          ...{ verifier: service.verifier, credentials: service.credentials },
        }),
      )
    : undefined
  const subscriptions: Subscription[] = []
  // At once: each waits for what it last asked its broker, twenty seconds of one that is frozen.
  stack.defer(() => disposeAll(subscriptions))
  if (kafka && has('consume'))
    for (const start of work.subscriptions ?? []) subscriptions.push(start(kafka))
  stack.defer(() => void (open = false))
  open = true

  const running = stack.move()
  return {
    name,
    grpcPort: grpc?.port ?? 0,
    httpPort: http.port,
    ready,
    async settled() {
      const consumed = await Promise.all(subscriptions.map((each) => each.caughtUp()))
      const worked = (await work.settled?.()) ?? true
      const published = (await relay?.drained()) ?? true
      return consumed.every(Boolean) && worked && published
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
