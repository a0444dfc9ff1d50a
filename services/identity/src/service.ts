// The composition root of identity: every `new`, one list of verbs, and what runs in which role.
import { randomBytes, randomInt } from 'node:crypto'
import { actorVerifier } from '@pk-auto/grpc/actor-token'
import { connectGrpc } from '@pk-auto/grpc/client'
import { implement, startGrpc } from '@pk-auto/grpc/server'
import { serviceCredentials } from '@pk-auto/grpc/service-credential'
import { connectKafka } from '@pk-auto/kafka/kafka'
import { createPublisher } from '@pk-auto/kafka/publisher'
import { systemClock, type Clock } from '@pk-auto/kernel/clock'
import { startHealth } from '@pk-auto/lifecycle/health'
import { openDatabase } from '@pk-auto/postgres/database'
import { startRelay } from '@pk-auto/postgres/relay'
import { startHousekeeping, startSweep } from '@pk-auto/postgres/sweep'
import { transactions, type Tx } from '@pk-auto/postgres/transaction'
import { policyOf } from '@pk-auto/proto/policy'
import { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import { IdentityAdminDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity_admin'
import { NotifyDefinition } from '@pk-auto/proto/pkauto/notify/v1/notify'
import { openRedis } from '@pk-auto/redis/redis'
import type { IdentityConfig } from './config.ts'
import type { Chance } from './domain/chance.ts'
import { adminRpc } from './inbound/rpc-admin.ts'
import { peopleRpc } from './inbound/rpc-people.ts'
import { signInRpc } from './inbound/rpc-sign-in.ts'
import { actorKeys } from './outbound/actor-keys.ts'
import { challengeStore } from './outbound/challenge-store.ts'
import { expiredStore } from './outbound/expired-store.ts'
import { notifyClient } from './outbound/notify-client.ts'
import { announcing } from './outbound/person-events.ts'
import { personStore } from './outbound/person-store.ts'
import { phoneVault } from './outbound/phone-vault.ts'
import type { DB } from './outbound/schema.gen.ts'
import { securityLog } from './outbound/security-log.ts'
import { sessionStore } from './outbound/session-store.ts'
import { acceptTerms, updateMe } from './usecases/change-person.ts'
import { logout, revokeDevice } from './usecases/end-session.ts'
import { getMe } from './usecases/get-me.ts'
import { getPeople } from './usecases/get-people.ts'
import { issueActorToken } from './usecases/issue-actor-token.ts'
import { listDevices } from './usecases/list-devices.ts'
import { refreshSession } from './usecases/refresh-session.ts'
import { republishPeople } from './usecases/republish-people.ts'
import { requestOtp, type CodeMessage } from './usecases/request-otp.ts'
import { seedPeople, type SeedPerson } from './usecases/seed-people.ts'
import { sweepExpired } from './usecases/sweep-expired.ts'
import { verifyOtp } from './usecases/verify-otp.ts'

export type { CodeMessage } from './usecases/request-otp.ts'
export type { SeedPerson } from './usecases/seed-people.ts'
export { readIdentityConfig, type IdentityConfig } from './config.ts'

export type RunningIdentity = AsyncDisposable & {
  readonly name: 'identity'
  readonly grpcPort: number
  readonly httpPort: number
  ready(): Promise<boolean>
  /** Resolves when every fact told so far is on its topic. */
  settled(): Promise<void>
  /** Removes one batch of what has expired; the `jobs` role does it by itself. */
  sweep(): Promise<number>
  /** Not in production: people with a past. Returns their ids in order. */
  seed(people: readonly SeedPerson[]): Promise<string[]>
}

export type IdentityOverrides = {
  /** Time of the business; credentials between services always follow the machine's clock. */
  clock?: Clock
  chance?: Chance
  /** In place of notify: the code would otherwise be out of a test's reach. */
  send?: (message: CodeMessage) => Promise<void>
}

const cryptoChance: Chance = {
  below: (max) => randomInt(max),
  bytes: (count) => randomBytes(count),
}

const stores = (tx: Tx<DB>) => ({
  challenges: challengeStore(tx),
  people: personStore(tx),
  sessions: sessionStore(tx),
  expired: expiredStore(tx),
  announce: announcing(tx),
})

/**
 * Starts the roles the configuration names. `await using` stops in the order probes, requests,
 * sweeps, relay, connections. Never waits for Kafka, Redis or notify.
 */
export async function startIdentity(
  config: IdentityConfig,
  overrides: IdentityOverrides = {},
): Promise<RunningIdentity> {
  const service = 'identity'
  const { clock = systemClock, chance = cryptoChance } = overrides
  await using stack = new AsyncDisposableStack()
  const database = stack.use(openDatabase({ url: config.databaseUrl, service }))
  const ready = () => database.ping()
  const inTransaction = transactions<DB, ReturnType<typeof stores>>(database, stores)
  const redis =
    config.redisUrl === undefined
      ? undefined
      : stack.use(openRedis({ url: config.redisUrl, service }))
  const kafka = stack.use(connectKafka({ ...config.kafka, service }))
  const credentials = serviceCredentials({
    service,
    secret: config.serviceSecret,
    clock: systemClock,
  })
  const notify = stack.use(
    connectGrpc(NotifyDefinition, {
      address: config.notifyUrl,
      service,
      credentials,
      defaultDeadlineMs: config.otp.sendTimeoutMs,
    }),
  )

  const keys = actorKeys(config.actorKeys, clock)
  const pepper = Buffer.from(config.otpPepper)
  const vault = phoneVault({
    keys: config.phoneKeys.map(({ id, key }) => ({ id, bytes: Buffer.from(key, 'base64url') })),
    indexKey: Buffer.from(config.phoneIndexKey, 'base64url'),
    chance,
  })
  const phoneRules = { callingCodes: config.callingCodes, sandbox: config.profile !== 'production' }
  const { otp, lifetimes, termsVersion: currentTerms, market } = config
  const send = overrides.send ?? notifyClient(notify)
  const deps = {
    clock,
    chance,
    pepper,
    vault,
    phoneRules,
    lifetimes,
    currentTerms,
    market,
    inTransaction,
    report: securityLog(service),
    sign: keys.sign,
  }
  const verbs = {
    requestOtp: requestOtp({ ...deps, ...otp, send }),
    verifyOtp: verifyOtp({
      ...deps,
      maxTries: otp.maxTries,
      resendAfterMs: otp.caps.resendAfterMs,
    }),
    refreshSession: refreshSession(deps),
    issueActorToken: issueActorToken(deps),
    logout: logout(deps),
    listDevices: listDevices(deps),
    revokeDevice: revokeDevice(deps),
    getMe: getMe(deps),
    acceptTerms: acceptTerms(deps),
    updateMe: updateMe(deps),
    getPeople: getPeople(deps),
    republishPeople: republishPeople(deps),
  }
  const sweep = sweepExpired(deps)
  const seed = seedPeople(deps)

  const publisher = stack.use(createPublisher(kafka))
  const publish = publisher.publish.bind(publisher)
  const relay = config.roles.has('relay')
    ? stack.use(startRelay({ database, publish, ...(redis && { hints: redis }) }))
    : undefined
  if (config.roles.has('jobs')) {
    stack.use(startSweep({ service, name: 'expired', everyMs: config.sweepEveryMs, batch: sweep }))
    stack.use(startHousekeeping(database, config.retentionDays))
  }
  const verifier = actorVerifier({ jwks: async () => keys.jwks, clock })
  const implementations = [
    implement(IdentityDefinition, { ...signInRpc(verbs, keys.jwks), ...peopleRpc(verbs) }),
    implement(IdentityAdminDefinition, adminRpc(verbs)),
  ]
  const address = { host: config.host, port: config.grpcPort }
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
    settled: async () => relay?.drained(),
    sweep,
    async seed(people) {
      if (config.profile === 'production') throw new Error('people are never seeded in production')
      return seed(people)
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
