// What an operator must be able to count: steps of signing in, without a number, code or token.
import type { CounterName } from './limits/counter.ts'
import type { TryOutcome } from './otp-challenge.ts'
import type { EndReason } from './session.ts'

export type SecurityEvent =
  | { readonly event: 'otp.sent'; readonly channel: string }
  /** Nobody knows whether it went out: its code works, in case it did. */
  | { readonly event: 'otp.send_unknown'; readonly channel: string; readonly reason: string }
  | { readonly event: 'otp.send_failed'; readonly channel: string; readonly reason: string }
  /** `cooldown`: the code before is still too new. `all`: the breaker has opened. */
  | { readonly event: 'otp.limited'; readonly by: CounterName | 'cooldown' }
  | { readonly event: 'otp.tried'; readonly outcome: TryOutcome }
  | { readonly event: 'session.opened'; readonly isNew: boolean }
  | { readonly event: 'session.ended'; readonly reason: EndReason; readonly count: number }

/** Never throws: counting must not decide who gets in. */
export type Report = (event: SecurityEvent) => void
