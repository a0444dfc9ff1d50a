// The life of one challenge: open, then used or void; five tries, five minutes, once.
import type { DomainError } from '@pk-auto/kernel/domain-error'
import { errors, type FieldProblem } from './errors.ts'
import type { ChallengeId } from './ids.ts'

export const CHANNELS = ['sms', 'whatsapp', 'call'] as const
export type Channel = (typeof CHANNELS)[number]

/** `void`: a newer code took its place, or it could not be sent. */
export type ChallengeState = 'open' | 'used' | 'void'

export type Challenge = {
  readonly id: ChallengeId
  readonly state: ChallengeState
  /** Codes tried so far, right or wrong. */
  readonly tries: number
  readonly createdAt: Date
  readonly expiresAt: Date
}

export type TryOutcome = 'right' | 'wrong' | 'expired' | 'too-many-tries'

/**
 * Counts a try and decides it. Every try is counted before it is judged, so the right code after
 * five wrong ones is refused too. The caller stores the challenge whatever the outcome: a wrong try
 * that is not stored would be free.
 */
export function tryCode(
  challenge: Challenge,
  matches: boolean,
  now: Date,
  maxTries: number,
): { challenge: Challenge; outcome: TryOutcome } {
  if (challenge.state !== 'open' || now >= challenge.expiresAt)
    return { challenge, outcome: 'expired' }
  if (challenge.tries >= maxTries) return { challenge, outcome: 'too-many-tries' }
  const tries = challenge.tries + 1
  return matches
    ? { challenge: { ...challenge, tries, state: 'used' }, outcome: 'right' }
    : { challenge: { ...challenge, tries }, outcome: 'wrong' }
}

const onCode = (code: FieldProblem['code'], message: string) => ({
  fields: [{ path: 'code', code, message }],
})

/**
 * The error for a refused try; a new code may be asked for after `newCodeAfterMs` at the latest. A
 * used, replaced or unknown challenge gets the same error as an expired one.
 */
export function refusal(
  outcome: Exclude<TryOutcome, 'right'>,
  triesLeft: number,
  newCodeAfterMs: number,
): DomainError {
  if (outcome === 'wrong')
    return errors.OTP_WRONG({ triesLeft }, onCode('OTP_WRONG', `is wrong, ${triesLeft} tries left`))
  if (outcome === 'expired')
    return errors.OTP_EXPIRED(
      {},
      onCode('OTP_EXPIRED', 'has expired or was used; ask for a new one'),
    )
  const tooOften = onCode('OTP_TOO_MANY_TRIES', 'was tried too often; ask for a new one')
  return errors.OTP_TOO_MANY_TRIES({}, { ...tooOften, retryAfterMs: newCodeAfterMs })
}

/** @throws OTP_CHANNEL_UNKNOWN (invalid) */
export function channelOf(text: string): Channel {
  const channel = CHANNELS.find((known) => known === text)
  if (channel) return channel
  const fields: FieldProblem[] = [
    { path: 'channel', code: 'OTP_CHANNEL_UNKNOWN', message: `is none of ${CHANNELS.join(', ')}` },
  ]
  throw errors.OTP_CHANNEL_UNKNOWN({}, { fields })
}

/** @throws OTP_PURPOSE_UNKNOWN (invalid) */
export function purposeOf(text: string): 'sign-in' {
  if (text === 'sign-in') return text
  throw errors.OTP_PURPOSE_UNKNOWN(
    {},
    { fields: [{ path: 'purpose', code: 'OTP_PURPOSE_UNKNOWN', message: 'is not sign-in' }] },
  )
}
