// Identity on a database of its own, with a clock that a test moves and a list of the codes sent.
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { connectGrpc, type Client } from '@pk-auto/grpc/client'
import { serviceCredentials } from '@pk-auto/grpc/service-credential'
import { manualClock, systemClock, type ManualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import {
  IdentityDefinition,
  type VerifyOtpResponse,
} from '@pk-auto/proto/pkauto/identity/v1/identity'
import { IdentityAdminDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity_admin'
import { testCredentials } from '@pk-auto/testing/credentials'
import { testDatabase, type TestDatabase } from '@pk-auto/testing/database'
import pg from 'pg'
import { inject } from 'vitest'
import {
  readIdentityConfig,
  startIdentity,
  type CodeMessage,
  type IdentityConfig,
  type RunningIdentity,
} from '../src/service.ts'

/** Nothing listens here: a server configured with this address is unreachable. */
export const AWAY = '127.0.0.1:1'

const keyText = () => randomBytes(32).toString('base64url')

export type RunningTest = AsyncDisposable & {
  identity: RunningIdentity
  client: Client<IdentityDefinition>
  operator: Client<IdentityAdminDefinition>
  clock: ManualClock
  config: IdentityConfig
  testDb: TestDatabase
  /** Messages handed over, newest last. */
  phone: CodeMessage[]
  /** What the owner of the database sees, past every row policy. */
  rows<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>
  signIn(who?: { phone?: string; deviceId?: string; terms?: boolean }): Promise<SignedIn>
  actorToken(accessToken: string): Promise<string>
}

export type SignedIn = VerifyOtpResponse & {
  me: NonNullable<VerifyOtpResponse['me']>
  session: NonNullable<VerifyOtpResponse['session']>
  deviceId: string
  phone: string
}

export const newDevice = (): string => `device-${newId()}`

/** A different sandbox number for every n. */
export const sandboxNumber = (n: number): string => `0360${String(n).padStart(7, '0')}`

/**
 * Kafka, Redis and notify are unreachable unless `more` names them: signing in must not need the
 * first two.
 */
export async function runningIdentity(
  more: {
    config?: Partial<IdentityConfig>
    send?: 'notify'
    /** Default test. Production's caps come with production's refusal of sandbox numbers. */
    profile?: 'production'
  } = {},
): Promise<RunningTest> {
  await using stack = new AsyncDisposableStack()
  const credentials = await testCredentials()
  const migrations = fileURLToPath(new URL('../migrations', import.meta.url))
  const testDb = stack.use(
    await testDatabase({
      serverUrl: inject('servers').postgresUrl,
      service: 'identity',
      migrations,
    }),
  )
  const env = {
    PROFILE: more.profile ?? 'test',
    ROLES: 'api,relay',
    GRPC_PORT: '0',
    HTTP_PORT: '0',
    DATABASE_URL: testDb.url,
    KAFKA_BROKERS: AWAY,
    REDIS_URL: `redis://${AWAY}`,
    NOTIFY_GRPC_URL: AWAY,
    SERVICE_SECRET: credentials.serviceSecret,
    OTP_PEPPER: keyText(),
    ACTOR_KEY: JSON.stringify(credentials.actorKey),
    PHONE_KEYS: `k1:${keyText()}`,
    PHONE_INDEX_KEY: keyText(),
  }
  const config = { ...readIdentityConfig(env), ...more.config }
  const clock = manualClock(new Date())
  const phone: CodeMessage[] = []
  const send = async (message: CodeMessage) => void phone.push(message)
  const identity = stack.use(
    await startIdentity(config, { clock, ...(more.send !== 'notify' && { send }) }),
  )
  const caller = serviceCredentials({
    service: 'gateway-pwa',
    secret: credentials.serviceSecret,
    clock: systemClock,
  })
  const address = `127.0.0.1:${identity.grpcPort}`
  const client = stack.use(
    connectGrpc(IdentityDefinition, {
      address,
      service: 'gateway-pwa',
      credentials: caller,
      defaultDeadlineMs: 10_000,
    }),
  )
  const operations = serviceCredentials({
    service: 'operator',
    secret: credentials.serviceSecret,
    clock: systemClock,
  })
  const operator = stack.use(
    connectGrpc(IdentityAdminDefinition, { address, service: 'operator', credentials: operations }),
  )
  const owner = new pg.Pool({ connectionString: testDb.ownerUrl, max: 2 })
  stack.defer(() => owner.end())
  let numbers = 0

  const actorToken = async (accessToken: string) =>
    (await client.issueActorToken({ accessToken })).actorToken
  const running = stack.move()
  return {
    identity,
    client,
    operator,
    clock,
    config,
    testDb,
    phone,
    actorToken,
    rows: async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
      (await owner.query<Row>(sql, values)).rows,
    async signIn({
      phone: number = sandboxNumber(9_000_000 + numbers++),
      deviceId = newDevice(),
      terms = true,
    } = {}) {
      const { challengeId } = await client.requestOtp({
        phone: number,
        channel: 'sms',
        purpose: 'sign-in',
        deviceId,
        lang: 'en',
      })
      const code = phone.findLast((message) => message.challengeId === challengeId)?.code ?? ''
      const { me, session, isNew } = await client.verifyOtp({
        challengeId,
        code,
        deviceId,
        deviceName: 'Chrome on Android',
      })
      if (!me || !session) throw new Error('a sign-in answered without person or session')
      if (!terms) return { me, session, isNew, deviceId, phone: number }
      const accepted = await client.acceptTerms(
        { version: me.termsVersion, marketing: false },
        { actorToken: await actorToken(session.accessToken) },
      )
      return { me: accepted, session, isNew, deviceId, phone: number }
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
