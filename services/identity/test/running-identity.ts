// Identity on a database of its own, with a clock that a test moves and a list of the codes sent.
import { randomBytes } from 'node:crypto'
import type { Client } from '@pk-auto/grpc/client'
import { manualClock, type ManualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import {
  IdentityDefinition,
  type VerifyOtpResponse,
} from '@pk-auto/proto/pkauto/identity/v1/identity'
import { IdentityAdminDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity_admin'
import { policyOf } from '@pk-auto/proto/policy'
import type { TestDatabase } from '@pk-auto/testing/database'
import { serviceFixture } from '@pk-auto/testing/service-fixture'
import type pg from 'pg'
import { inject } from 'vitest'
import {
  readIdentityConfig,
  startIdentity,
  type CodeMessage,
  type IdentityConfig,
  type ProofMail,
  type RunningIdentity,
} from '../src/service.ts'

/** Nothing listens here: a server configured with this address is unreachable. */
export const AWAY = '127.0.0.1:1'

const keyText = () => randomBytes(32).toString('base64url')

export type RunningTest = AsyncDisposable & {
  identity: RunningIdentity
  client: Client<IdentityDefinition>
  /** The same, as leads calls it. */
  leads: Client<IdentityDefinition>
  operator: Client<IdentityAdminDefinition>
  clock: ManualClock
  config: IdentityConfig
  testDb: TestDatabase
  /** Messages passed on, newest last. */
  phone: CodeMessage[]
  /** Proofs that were mailed, newest last. */
  mails: ProofMail[]
  mailFaults: Error[]
  /** The same, as notify calls it. */
  notify: Client<IdentityDefinition>
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
    sendTimeoutMs?: number
    /** Default test. Production's caps come with production's refusal of sandbox numbers. */
    profile?: 'production'
  } = {},
): Promise<RunningTest> {
  const fixture = await serviceFixture({
    servers: inject('servers'),
    service: 'identity',
    migrations: new URL('../migrations', import.meta.url),
    policyOf,
  })
  const read = readIdentityConfig({
    ...fixture.env,
    PROFILE: more.profile ?? 'test',
    ROLES: 'api,relay',
    KAFKA_BROKERS: AWAY,
    REDIS_URL: `redis://${AWAY}`,
    NOTIFY_GRPC_URL: AWAY,
    OTP_PEPPER: keyText(),
    ACTOR_KEY: JSON.stringify(fixture.credentials.actorKey),
    PHONE_KEYS: `k1:${keyText()}`,
    PHONE_INDEX_KEY: keyText(),
  })
  const { sendTimeoutMs = read.otp.sendTimeoutMs } = more
  const config = { ...read, otp: { ...read.otp, sendTimeoutMs }, ...more.config }
  const clock = manualClock(new Date())
  const phone: CodeMessage[] = []
  const send = async (message: CodeMessage) => void phone.push(message)
  const mails: ProofMail[] = []
  /** Thrown in place of the next mails. */
  const mailFaults: Error[] = []
  const sendProof = async (mail: ProofMail) => {
    const fault = mailFaults.shift()
    if (fault) throw fault
    mails.push(mail)
  }
  const identity = fixture.use(
    await startIdentity(config, { clock, ...(more.send !== 'notify' && { send, sendProof }) }),
  )
  const client = fixture.client(IdentityDefinition, identity)
  const leads = fixture.client(IdentityDefinition, identity, 'leads')
  const operator = fixture.client(IdentityAdminDefinition, identity, 'operator')
  let numbers = 0

  const actorToken = async (accessToken: string) =>
    (await client.issueActorToken({ accessToken })).actorToken
  return {
    identity,
    client,
    leads,
    operator,
    clock,
    config,
    testDb: fixture.testDb,
    phone,
    mails,
    mailFaults,
    notify: fixture.client(IdentityDefinition, identity, 'notify'),
    actorToken,
    rows: fixture.rows,
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
    [Symbol.asyncDispose]: fixture[Symbol.asyncDispose],
  }
}
