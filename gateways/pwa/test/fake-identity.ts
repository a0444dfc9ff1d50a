// A small identity for the gateway's tests: people by phone, sessions with rotating tokens bound to
// a device, terms. It counts what it was asked.
import type { Call } from '@pk-auto/grpc/call'
import { mustBePerson } from '@pk-auto/kernel/actor'
import { only } from '@pk-auto/testing/fakes/only'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { newId } from '@pk-auto/kernel/id'
import type { Clock } from '@pk-auto/kernel/clock'
import type {
  IdentityServiceImplementation,
  Me,
  AskEmailRequest,
  RequestOtpRequest,
  RefreshSessionRequest,
  Session,
} from '@pk-auto/proto/pkauto/identity/v1/identity'
import type { TestCredentials } from '@pk-auto/testing/credentials'

export const CODE = '123456'
/** A person whom nobody knows. */
export const NOBODY = '01900000-0000-7000-8000-000000000000'
const ACCESS_MS = 10 * 60_000
const REFRESH_MS = 60 * 86_400_000

type Account = Me & { termsDue: boolean }
type Family = { sessionId: string; personId: string; device: string; ended: boolean }

export type FakeIdentity = {
  handlers: IdentityServiceImplementation<Call>
  /** Calls by method, since the start. */
  count: Record<'issueActorToken' | 'refreshSession' | 'logout', number>
  otpRequests: RequestOtpRequest[]
  /** Proofs that were asked for. */
  emailsAsked: AskEmailRequest[]
  /** Thrown by the next proofs while set. */
  emailFault?: Error | undefined
  refreshes: RefreshSessionRequest[]
  families: Map<string, Family>
  /** Thrown by every method while set: identity is away, or refuses everything. */
  failure: Error | undefined
}

const sessionEnded = () => new DomainError('unauthenticated', 'SESSION_ENDED')

export function fakeIdentity(credentials: TestCredentials, clock: Clock): FakeIdentity {
  const accounts = new Map<string, Account>()
  const challenges = new Map<string, { phone: string; device: string }>()
  const access = new Map<string, { family: Family; until: number }>()
  const refresh = new Map<string, Family>()
  const later = (ms: number) => new Date(clock.now().getTime() + ms)

  const open = (family: Family): Session => {
    const [accessToken, refreshToken] = [`access-${newId()}`, `refresh-${newId()}`]
    access.set(accessToken, { family, until: later(ACCESS_MS).getTime() })
    refresh.set(refreshToken, family)
    fake.families.set(family.sessionId, family)
    return {
      sessionId: family.sessionId,
      accessToken,
      accessExpiresAt: later(ACCESS_MS),
      refreshToken,
      refreshExpiresAt: later(REFRESH_MS),
    }
  }
  const accountOf = (phone: string): Account => {
    const known = [...accounts.values()].find((account) => account.phone === phone)
    if (known) return known
    const more = {
      displayName: '',
      city: '',
      lang: 'en',
      termsDue: true,
      termsVersion: '2026-01',
      marketing: false,
      createdAt: clock.now(),
      contact: { call: true, whatsapp: true, from: '', to: '' },
    }
    const made = { id: newId(), version: 1, phone, ...more }
    accounts.set(made.id, made)
    return made
  }
  const actorsAccount = (call: Call): Account =>
    accounts.get(mustBePerson(call.actor).personId) ?? accountOf('+923001112233')

  const tokenFor = async ({ personId, sessionId }: Family) => {
    const termsDue = accounts.get(personId)?.termsDue ?? false
    const person = credentials.person({ personId, sessionId, termsDue })
    const actorToken = await credentials.tokenFor(person)
    return { actorToken, expiresAt: later(55_000), personId, sessionId, termsDue }
  }

  const handlers = only<IdentityServiceImplementation<Call>>({
    async requestOtp(request) {
      fake.otpRequests.push(request)
      const challengeId = newId()
      challenges.set(challengeId, { phone: request.phone, device: request.deviceId })
      return {
        challengeId,
        answeredAt: later(0),
        resendAt: later(60_000),
        expiresAt: later(300_000),
        channel: request.channel,
      }
    },
    async askEmail(request) {
      if (fake.emailFault) throw fake.emailFault
      fake.emailsAsked.push(request)
      return {}
    },
    removeEmail: async () => ({}),
    getOwnEmail: async () => ({ pending: false }),
    async verifyOtp({ challengeId, code, deviceId }) {
      const challenge = challenges.get(challengeId)
      if (!challenge || code !== CODE || challenge.device !== deviceId)
        throw new DomainError('invalid', 'OTP_WRONG')
      const me = accountOf(challenge.phone)
      return {
        me,
        isNew: me.termsDue,
        session: open({ sessionId: newId(), personId: me.id, device: deviceId, ended: false }),
      }
    },
    async refreshSession(request) {
      fake.count.refreshSession += 1
      fake.refreshes.push(request)
      const family = refresh.get(request.refreshToken)
      if (family && family.device !== request.deviceId) family.ended = true
      if (!family || family.ended) throw sessionEnded()
      return open(family)
    },
    async issueActorToken({ accessToken }) {
      fake.count.issueActorToken += 1
      const found = access.get(accessToken)
      if (!found || found.family.ended || found.until <= clock.now().getTime()) throw sessionEnded()
      return tokenFor(found.family)
    },
    checkSessions: async ({ sessionIds }) => ({
      sessions: await Promise.all(
        sessionIds
          .map((id) => fake.families.get(id))
          .filter((family) => family?.ended === false)
          .map(async (family) => tokenFor(family!)),
      ),
    }),
    async logout({ all }, call) {
      fake.count.logout += 1
      const { personId, sessionId } = mustBePerson(call.actor)
      for (const family of fake.families.values())
        if (family.sessionId === sessionId || (all && family.personId === personId))
          family.ended = true
      return {}
    },
    async acceptTerms({ version, marketing }, call) {
      const account = actorsAccount(call)
      if (version !== account.termsVersion)
        throw new DomainError('invalid', 'TERMS_UNKNOWN_VERSION')
      return Object.assign(account, { termsDue: false, marketing, version: account.version + 1 })
    },
    getMe: async (_request, call) => actorsAccount(call),
    async updateMe({ expectedVersion, ...edit }, call) {
      const account = actorsAccount(call)
      if (account.version !== expectedVersion)
        throw new DomainError('precondition', 'VERSION_MISMATCH')
      return Object.assign(
        account,
        Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined)),
        { version: account.version + 1 },
      )
    },
    listDevices: async (_request, call) => ({
      devices: [
        {
          id: mustBePerson(call.actor).sessionId,
          name: 'Chrome on Android',
          lastSeenAt: clock.now(),
          current: true,
        },
      ],
    }),
    revokeDevice: async () => ({}),
    getPeople: async ({ ids }) => ({
      people: ids
        .filter((id) => id !== NOBODY)
        .map((id) => ({
          id,
          displayName: 'Ayesha',
          city: 'multan',
          memberSince: new Date('2026-01-02T03:04:05.678Z'),
          phoneVerified: true,
          contact: { call: true, whatsapp: false, from: '09:00', to: '21:00' },
        })),
    }),
  })
  const failing = only<IdentityServiceImplementation<Call>>(
    Object.fromEntries(
      Object.entries(handlers).map(([method, handler]) => [
        method,
        async (request: never, call: Call) => {
          if (fake.failure) throw fake.failure
          return handler(request, call)
        },
      ]),
    ) as unknown as IdentityServiceImplementation<Call>,
  )
  const fake: FakeIdentity = {
    handlers: failing,
    count: { issueActorToken: 0, refreshSession: 0, logout: 0 },
    otpRequests: [],
    emailsAsked: [],
    refreshes: [],
    families: new Map(),
    failure: undefined,
  }
  return fake
}
