// The composition root of notify: every `new`, one list of verbs, and what runs in which role.
import { actorVerifier } from '@pk-auto/grpc/actor-token'
import { connectGrpc } from '@pk-auto/grpc/client'
import { implement, startGrpc } from '@pk-auto/grpc/server'
import { serviceCredentials } from '@pk-auto/grpc/service-credential'
import { systemClock, type Clock } from '@pk-auto/kernel/clock'
import { startHealth } from '@pk-auto/lifecycle/health'
import { openDatabase } from '@pk-auto/postgres/database'
import { startHousekeeping, startSweep } from '@pk-auto/postgres/sweep'
import { transactions, type Tx } from '@pk-auto/postgres/transaction'
import { policyOf } from '@pk-auto/proto/policy'
import { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import { NotifyDefinition } from '@pk-auto/proto/pkauto/notify/v1/notify'
import type { NotifyConfig, ProviderName } from './config.ts'
import { notifyRpc } from './inbound/rpc-notify.ts'
import { expiredStore } from './outbound/expired-store.ts'
import { sandboxProvider } from './outbound/sandbox-provider.ts'
import { sandboxStore } from './outbound/sandbox-store.ts'
import type { DB } from './outbound/schema.gen.ts'
import { sendLog } from './outbound/send-log.ts'
import { onceFor, sendStore } from './outbound/send-store.ts'
import { listSandboxMessages } from './usecases/list-sandbox-messages.ts'
import { sendNow, type MessageProvider } from './usecases/send-now.ts'
import { sweepExpired } from './usecases/sweep-expired.ts'

export { readNotifyConfig, type NotifyConfig } from './config.ts'
export type { MessageProvider, OutgoingMessage } from './usecases/send-now.ts'

export type RunningNotify = AsyncDisposable & {
  readonly name: 'notify'
  readonly grpcPort: number
  readonly httpPort: number
  ready(): Promise<boolean>
  /** Notify tells and hears nothing yet: always at rest. */
  settled(): Promise<void>
  /** Removes one batch of what has expired; the `jobs` role does it by itself. */
  sweep(): Promise<number>
}

export type NotifyOverrides = {
  /** Time of the business; credentials between services always follow the machine's clock. */
  clock?: Clock
  /** In place of the configured driver of every way. */
  provider?: MessageProvider
}

const stores = (secret: string) => (tx: Tx<DB>) => ({
  sends: sendStore(tx),
  once: onceFor(tx, secret),
  sandbox: sandboxStore(tx),
  expired: expiredStore(tx),
})

/**
 * Starts the roles the configuration names. `await using` stops in the order probes, requests,
 * sweeps, connections.
 */
export async function startNotify(
  config: NotifyConfig,
  overrides: NotifyOverrides = {},
): Promise<RunningNotify> {
  const service = 'notify'
  const clock = overrides.clock ?? systemClock
  await using stack = new AsyncDisposableStack()
  const database = stack.use(openDatabase({ url: config.databaseUrl, service }))
  const ready = () => database.ping()
  const inTransaction = transactions(database, stores(config.serviceSecret))
  const credentials = serviceCredentials({
    service,
    secret: config.serviceSecret,
    clock: systemClock,
  })
  const identity = stack.use(
    connectGrpc(IdentityDefinition, { address: config.identityUrl, service, credentials }),
  )
  const verifier = actorVerifier({
    jwks: async () => JSON.parse((await identity.getKeys({})).jwksJson),
    clock: systemClock,
  })

  const drivers: Record<ProviderName, MessageProvider> = {
    sandbox: sandboxProvider({ clock, retentionMs: config.sandboxRetentionMs, inTransaction }),
  }
  const { sms, whatsapp, call } = config.providers
  const driver = (name: ProviderName) => overrides.provider ?? drivers[name]
  const deps = {
    clock,
    profile: config.profile,
    rules: { callingCodes: config.callingCodes, sandbox: config.profile !== 'production' },
    providers: { sms: driver(sms), whatsapp: driver(whatsapp), call: driver(call) },
    providerTimeoutMs: config.providerTimeoutMs,
    retentionMs: config.sendRetentionMs,
    inTransaction,
    report: sendLog(service),
  }
  const verbs = { sendNow: sendNow(deps), listSandboxMessages: listSandboxMessages(deps) }
  const sweep = sweepExpired(deps)

  if (config.roles.has('jobs')) {
    stack.use(startSweep({ service, name: 'expired', everyMs: config.sweepEveryMs, batch: sweep }))
    stack.use(startHousekeeping(database, config.retentionDays))
  }
  const address = { host: config.host, port: config.grpcPort }
  const implementations = [implement(NotifyDefinition, notifyRpc(verbs))]
  const grpc = config.roles.has('api')
    ? stack.use(
        await startGrpc({ service, ...address, verifier, credentials, policyOf, implementations }),
      )
    : undefined
  const health = stack.use(
    await startHealth({ service, host: config.host, port: config.httpPort, ready }),
  )
  stack.defer(async () => health.drain())

  const running = stack.move()
  return {
    name: service,
    grpcPort: grpc?.port ?? 0,
    httpPort: health.port,
    ready,
    settled: async () => undefined,
    sweep,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
