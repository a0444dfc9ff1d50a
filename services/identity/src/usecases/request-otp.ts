// Somebody wants a code on their phone. The same steps and the same answer for every number, known
// or not: people are never looked up here.
import type { Clock } from '@pk-auto/kernel/clock'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { errors } from '../domain/errors.ts'
import { newId } from '@pk-auto/kernel/id'
import { failpoint } from '@pk-auto/lifecycle/failpoint'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Chance } from '../domain/chance.ts'
import { deviceKey, type DeviceKey } from '../domain/device.ts'
import type { ChallengeId } from '../domain/ids.ts'
import { channelOf, purposeOf, type Channel } from '../domain/otp-challenge.ts'
import { digestCode, drawCode, type Purpose } from '../domain/otp-code.ts'
import { mustMaySend, reachOf, type SendCaps, type SentBefore } from '../domain/otp-limits.ts'
import { langOf, type Lang } from '../domain/person.ts'
import { parsePhone, type Phone, type PhoneRules } from '../domain/phone.ts'
import type { PhoneIndex, PhoneVault, SealedPhone } from '../domain/sealed-phone.ts'
import type { Report } from '../domain/security-event.ts'

/** Who a code is for: the number, the device that asked, and what it opens. */
export type OtpTarget = { index: PhoneIndex; device: DeviceKey; purpose: Purpose }

export type NewChallenge = OtpTarget & {
  id: ChallengeId
  sealedPhone: SealedPhone
  channel: Channel
  lang: Lang
  digest: Uint8Array
  createdAt: Date
  expiresAt: Date
  /** When the row has served as counter too and may go. */
  dueAt: Date
}

export type CodeMessage = {
  challengeId: ChallengeId
  to: Phone
  channel: Channel
  lang: Lang
  code: string
  minutes: number
}

export type RequestOtpDeps = {
  clock: Clock
  chance: Chance
  pepper: Uint8Array
  caps: SendCaps
  phoneRules: PhoneRules
  codeMinutes: number
  /** After a send that failed; the caps have counted it all the same. */
  sendRetryMs: number
  vault: Pick<PhoneVault, 'seal' | 'index'>
  inTransaction: InTransaction<{
    challenges: {
      /**
       * Waits until no other request for this number or from this device is between its count and
       * its commit.
       */
      lockCounters(target: OtpTarget): Promise<void>
      sentBefore(target: OtpTarget, caps: SendCaps, now: Date): Promise<SentBefore>
      voidOpen(target: OtpTarget): Promise<void>
      voidOne(id: ChallengeId): Promise<void>
      insert(challenge: NewChallenge): Promise<void>
    }
  }>
  /**
   * Hands the code to notify, at most once per challenge and channel. Rejects when it cannot be
   * sent.
   */
  send: (message: CodeMessage) => Promise<void>
  report: Report
}

export type RequestOtp = {
  phone: string
  channel: string
  purpose: string
  deviceId: string
  lang: string
}

export type OtpRequested = {
  challengeId: ChallengeId
  resendAt: Date
  expiresAt: Date
  channel: Channel
}

const SYSTEM = { system: 'otp' }

/**
 * Not idempotent: every call that gets through is a new code, and the ones before it for this
 * number, device and purpose stop working.
 * @throws PHONE_INVALID, PHONE_MARKET_CLOSED, DEVICE_REQUIRED, OTP_CHANNEL_UNKNOWN,
 * OTP_PURPOSE_UNKNOWN (invalid) · OTP_TOO_MANY (too_many) ·
 *  OTP_SEND_FAILED (unavailable) for any number whose message could not be handed over
 */
export function requestOtp(deps: RequestOtpDeps) {
  return async function requestOtp(request: RequestOtp): Promise<OtpRequested> {
    const phone = parsePhone(request.phone, deps.phoneRules)
    const channel = channelOf(request.channel)
    const target: OtpTarget = {
      index: deps.vault.index(phone),
      device: deviceKey(request.deviceId),
      purpose: purposeOf(request.purpose),
    }
    const id = newId() as ChallengeId
    const code = drawCode(deps.chance)
    const sealedPhone = deps.vault.seal(phone, id)
    const digest = digestCode(deps.pepper, { challengeId: id, ...target }, code)
    const lang = langOf(request.lang)

    const challenge = await deps
      .inTransaction(SYSTEM, async ({ challenges }) => {
        await challenges.lockCounters(target)
        const now = deps.clock.now()
        mustMaySend(await challenges.sentBefore(target, deps.caps, now), deps.caps, now)
        const expiresAt = new Date(now.getTime() + deps.codeMinutes * 60_000)
        const dueAt = new Date(
          now.getTime() + reachOf([...deps.caps.number, ...deps.caps.device]).perMs,
        )
        const made = {
          ...target,
          id,
          sealedPhone,
          channel,
          lang,
          digest,
          createdAt: now,
          expiresAt,
          dueAt,
        }
        await challenges.voidOpen(target)
        await challenges.insert(made)
        return made
      })
      .catch((error: unknown) => {
        if (error instanceof DomainError && error.code === 'OTP_TOO_MANY')
          deps.report({ event: 'otp.limited' })
        throw error
      })

    await failpoint('otp.after_commit')
    try {
      await deps.send({
        challengeId: id,
        to: phone,
        channel,
        lang,
        code,
        minutes: deps.codeMinutes,
      })
    } catch (error) {
      deps.report({
        event: 'otp.send_failed',
        channel,
        reason: error instanceof DomainError ? error.code : 'INTERNAL',
      })
      // Void, so that the cooldown does not hold back a person who never got anything.
      await deps.inTransaction(SYSTEM, ({ challenges }) => challenges.voidOne(id))
      throw errors.OTP_SEND_FAILED({}, { retryAfterMs: deps.sendRetryMs, cause: error })
    }
    deps.report({ event: 'otp.sent', channel })
    return {
      challengeId: id,
      resendAt: new Date(challenge.createdAt.getTime() + deps.caps.resendAfterMs),
      expiresAt: challenge.expiresAt,
      channel,
    }
  }
}
