// Checks a typed code: the right one opens one session, and a number seen for the first time
// becomes a person.
import type { Clock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Chance } from '../domain/chance.ts'
import { deviceKey, deviceName, type DeviceKey } from '../domain/device.ts'
import { drawGrant, type Grant, type Lifetimes } from '../domain/grant.ts'
import type { ChallengeId, PersonId, SessionId } from '../domain/ids.ts'
import { cooldownMs, type Cooldowns } from '../domain/limits/cooldown.ts'
import { meOf, type Me } from '../domain/me.ts'
import { refusal, tryCode, type Challenge } from '../domain/otp-challenge.ts'
import { digestCode, sameDigest, typedCode } from '../domain/otp-code.ts'
import { join, type Lang, type Person, type PersonChanged } from '../domain/person.ts'
import type { Phone } from '../domain/phone.ts'
import type { PhoneIndex, PhoneVault, SealedPhone } from '../domain/sealed-phone.ts'
import type { Report } from '../domain/security-event.ts'
import type { Session } from '../domain/session.ts'

export type StoredChallenge = {
  challenge: Challenge
  digest: Uint8Array
  /** Codes of the same row of attempts that came before it. */
  resends: number
  index: PhoneIndex
  sealedPhone: SealedPhone | undefined
  lang: Lang
}

export type SignInStores = {
  challenges: {
    /** Locks the row until commit: tries are counted one after the other. */
    forUpdate(id: ChallengeId): Promise<StoredChallenge | undefined>
    save(challenge: Challenge): Promise<void>
  }
  people: {
    byPhone(index: PhoneIndex): Promise<Person | undefined>
    /** False when another request made this number's person first. */
    insert(person: Person, sealedPhone: SealedPhone, index: PhoneIndex): Promise<boolean>
  }
  /** Safe to repeat: a later proof only moves the date on. */
  provenDevices: { save(index: PhoneIndex, device: DeviceKey, dueAt: Date): Promise<void> }
  sessions: {
    /** Ends what this person had open on this device and returns how many that were. */
    endOnDevice(personId: PersonId, device: DeviceKey, now: Date): Promise<number>
    open(session: Session, grant: Grant): Promise<void>
  }
  announce: (change: PersonChanged) => Promise<void>
}

export type VerifyOtpDeps = {
  clock: Clock
  chance: Chance
  pepper: Uint8Array
  maxTries: number
  caps: { readonly cooldowns: Cooldowns }
  /** For how long a device that proved a number has a budget of its own for it. */
  provenDeviceMs: number
  lifetimes: Lifetimes
  currentTerms: string
  vault: Pick<PhoneVault, 'seal' | 'open'>
  inTransaction: InTransaction<SignInStores>
  report: Report
}

export type VerifyOtp = {
  challengeId: ChallengeId
  code: string
  deviceId: string
  deviceName: string
}

export type SignedIn = { me: Me; isNew: boolean; sessionId: SessionId; grant: Grant }

async function findOrJoin(
  stores: SignInStores,
  found: { phone: Phone; index: PhoneIndex; lang: Lang },
  deps: VerifyOtpDeps,
  now: Date,
) {
  const known = await stores.people.byPhone(found.index)
  if (known) return { person: known, isNew: false }
  const joined = join(newId() as PersonId, found.lang, now)
  if (
    await stores.people.insert(
      joined.person,
      deps.vault.seal(found.phone, joined.person.id),
      found.index,
    )
  ) {
    await stores.announce(joined)
    return { person: joined.person, isNew: true }
  }
  const other = await stores.people.byPhone(found.index)
  if (!other) throw new Error('a person was taken for joined and is not there')
  return { person: other, isNew: false }
}

/**
 * Single use: the same code a second time answers OTP_EXPIRED.
 * @throws OTP_WRONG, OTP_EXPIRED, DEVICE_REQUIRED (invalid) · OTP_TOO_MANY_TRIES (too_many)
 */
export function verifyOtp(deps: VerifyOtpDeps) {
  return async function verifyOtp(command: VerifyOtp): Promise<SignedIn> {
    const device = deviceKey(command.deviceId)
    // Refusals leave as values: a thrown one would roll the counted try back.
    const outcome = await deps.inTransaction({ system: 'sign-in' }, async (stores) => {
      const now = deps.clock.now()
      const stored = await stores.challenges.forUpdate(command.challengeId)
      if (!stored) return { refused: 'expired', triesLeft: 0, resends: 0 } as const
      const presented = digestCode(
        deps.pepper,
        { challengeId: command.challengeId, device, purpose: 'sign-in' },
        typedCode(command.code),
      )
      const tried = tryCode(
        stored.challenge,
        sameDigest(presented, stored.digest),
        now,
        deps.maxTries,
      )
      await stores.challenges.save(tried.challenge)
      if (tried.outcome !== 'right' || !stored.sealedPhone) {
        return {
          refused: tried.outcome === 'right' ? 'expired' : tried.outcome,
          triesLeft: Math.max(0, deps.maxTries - tried.challenge.tries),
          resends: stored.resends,
        } as const
      }
      const phone = deps.vault.open(stored.sealedPhone, command.challengeId)
      const { person, isNew } = await findOrJoin(
        stores,
        { phone, index: stored.index, lang: stored.lang },
        deps,
        now,
      )
      const proofDueAt = new Date(now.getTime() + deps.provenDeviceMs)
      await stores.provenDevices.save(stored.index, device, proofDueAt)
      const replaced = await stores.sessions.endOnDevice(person.id, device, now)
      const grant = drawGrant(deps.chance, deps.lifetimes, undefined, now)
      const id = newId() as SessionId
      const names = { device, deviceName: deviceName(command.deviceName) }
      await stores.sessions.open(
        {
          id,
          personId: person.id,
          ...names,
          lastUsed: undefined,
          createdAt: now,
          lastSeenAt: now,
          ended: undefined,
        },
        grant,
      )
      return {
        refused: undefined,
        replaced,
        signedIn: { me: meOf(person, phone, deps.currentTerms), isNew, sessionId: id, grant },
      } as const
    })
    deps.report({ event: 'otp.tried', outcome: outcome.refused ?? 'right' })
    if (outcome.refused) {
      const pauseMs = cooldownMs(deps.caps.cooldowns, outcome.resends)
      throw refusal(outcome.refused, outcome.triesLeft, pauseMs)
    }
    if (outcome.replaced > 0)
      deps.report({ event: 'session.ended', reason: 'replaced', count: outcome.replaced })
    deps.report({ event: 'session.opened', isNew: outcome.signedIn.isNew })
    return outcome.signedIn
  }
}
