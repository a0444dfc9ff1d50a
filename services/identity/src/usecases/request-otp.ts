// Sends a code to a phone. The same steps and the same answer for every number, known or not:
// people are never looked up here.
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
import { cooldownMs, resendsAfter } from '../domain/limits/cooldown.ts'
import type { Counter, SendCaps } from '../domain/limits/counter.ts'
import { networkOf } from '../domain/limits/network.ts'
import { langOf, type Lang } from '../domain/person.ts'
import { parsePhone, type Phone, type PhoneRules } from '../domain/phone.ts'
import type { PhoneIndex, PhoneVault, SealedPhone } from '../domain/sealed-phone.ts'
import type { Report } from '../domain/security-event.ts'
import { holdSendBudget, type SendBudgetStores } from './hold-send-budget.ts'

/** Who a code is for: the number, the device that asked, and what it opens. */
export type OtpTarget = { index: PhoneIndex; device: DeviceKey; purpose: Purpose }

export type NewChallenge = OtpTarget & {
  id: ChallengeId
  sealedPhone: SealedPhone
  channel: Channel
  lang: Lang
  digest: Uint8Array
  /** Codes of the same row of attempts that came before it. */
  resends: number
  createdAt: Date
  expiresAt: Date
}

export type CodeMessage = {
  challengeId: ChallengeId
  to: Phone
  channel: Channel
  lang: Lang
  code: string
  minutes: number
}

type RequestOtpStores = SendBudgetStores & {
  challenges: {
    voidOpen(target: OtpTarget): Promise<void>
    voidOne(id: ChallengeId): Promise<void>
    insert(challenge: NewChallenge): Promise<void>
  }
  sends: { count(counters: readonly Counter[], now: Date): Promise<void> }
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
  vault: Pick<PhoneVault, 'seal' | 'index' | 'prefixIndex'>
  inTransaction: InTransaction<RequestOtpStores>
  /**
   * Passes the code to notify, at most once per challenge and channel. Rejects when it cannot be
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
  /** Of the caller, as the last trusted proxy saw it. */
  clientAddress: string
  lang: string
}

export type OtpRequested = {
  challengeId: ChallengeId
  /** Now: a device whose clock is wrong counts from here. */
  answeredAt: Date
  resendAt: Date
  expiresAt: Date
  channel: Channel
}

const SYSTEM = { system: 'otp' }

/** Then its code must go on working, and the pause before the next one holds. */
const mayHaveGoneOut = (error: unknown): boolean =>
  error instanceof DomainError && (error.kind === 'deadline' || error.code === 'SEND_UNDER_WAY')

/**
 * Not idempotent: every call that gets through is a new code, and the ones before it for this
 * number, device and purpose stop working.
 * @throws PHONE_INVALID, PHONE_MARKET_CLOSED, DEVICE_REQUIRED, OTP_CHANNEL_UNKNOWN,
 * OTP_PURPOSE_UNKNOWN (invalid) · OTP_TOO_MANY (too_many) ·
 *  OTP_SEND_FAILED (unavailable) for any number whose message was certainly not sent
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
    const prefix = deps.vault.prefixIndex(phone)
    const network = networkOf(request.clientAddress)
    const id = newId() as ChallengeId
    const code = drawCode(deps.chance)
    const sealedPhone = deps.vault.seal(phone, id)
    const digest = digestCode(deps.pepper, { challengeId: id, ...target }, code)
    const lang = langOf(request.lang)

    const outcome = await deps.inTransaction(SYSTEM, async (stores) => {
      const held = await holdSendBudget(stores, { ...target, prefix, network }, deps)
      if (held.refused) return held
      const now = deps.clock.now()
      const expiresAt = new Date(now.getTime() + deps.codeMinutes * 60_000)
      await stores.sends.count(held.counters, now)
      await stores.challenges.voidOpen(target)
      const resends = resendsAfter(held.open, now)
      const times = { resends, createdAt: now, expiresAt }
      const made = { ...target, id, sealedPhone, channel, lang, digest, ...times }
      await stores.challenges.insert(made)
      return { refused: undefined, challenge: made } as const
    })
    if (outcome.refused) {
      const { by, retryAfterMs } = outcome.refused
      deps.report({ event: 'otp.limited', by })
      // Which cap refused is for operators only.
      throw errors.OTP_TOO_MANY({}, { retryAfterMs })
    }
    const { challenge } = outcome

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
      deps.report({ event: 'otp.sent', channel })
    } catch (error) {
      const reason = error instanceof DomainError ? error.code : 'INTERNAL'
      if (!mayHaveGoneOut(error)) {
        deps.report({ event: 'otp.send_failed', channel, reason })
        // Void, so that the cooldown does not hold back a person who never got anything.
        await deps.inTransaction(SYSTEM, ({ challenges }) => challenges.voidOne(id))
        throw errors.OTP_SEND_FAILED({}, { retryAfterMs: deps.sendRetryMs, cause: error })
      }
      deps.report({ event: 'otp.send_unknown', channel, reason })
    }
    const pauseMs = cooldownMs(deps.caps.cooldowns, challenge.resends)
    return {
      challengeId: id,
      answeredAt: deps.clock.now(),
      resendAt: new Date(challenge.createdAt.getTime() + pauseMs),
      expiresAt: challenge.expiresAt,
      channel,
    }
  }
}
