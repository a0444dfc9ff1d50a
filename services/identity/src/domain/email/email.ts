// A mail address, as people type it and as it is written to; and how often one may be asked for.
import type { Nominal } from '@pk-auto/kernel/nominal'
import { errors } from '../errors.ts'
import type { SealedPhone } from '../sealed-phone.ts'

export type Email = Nominal<string, 'Email'>

/** Sealed as numbers are. */
export type SealedEmail = SealedPhone

/** `owner` is the person's id; an address moved to another person does not open. */
export type EmailVault = {
  seal(email: Email, owner: string): SealedEmail
  /** @throws Error when the key is gone or the bytes were changed or moved */
  open(sealed: SealedEmail, owner: string): Email
}

const MAX = 254
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/

/** Marks of direction and spaces around it are no part of it. @throws EMAIL_INVALID (invalid) */
export function parseEmail(typed: string): Email {
  const text = typed.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '').trim()
  const at = text.lastIndexOf('@')
  const [local, domain] = [text.slice(0, at), text.slice(at + 1).toLowerCase()]
  if (
    at < 1 ||
    text.length > MAX ||
    local.length > 64 ||
    !LOCAL.test(local) ||
    !DOMAIN.test(domain)
  )
    throw errors.EMAIL_INVALID(
      {},
      { fields: [{ path: 'email', code: 'INVALID_FORMAT', message: 'an address like a@b.pk' }] },
    )
  return `${local}@${domain}` as Email
}

export type Asked = { readonly asked: number; readonly firstAt: Date; readonly lastAt: Date }
export type EmailLimits = {
  readonly againAfterMs: number
  readonly mostADay: number
  readonly proofMs: number
}

const DAY_MS = 86_400_000

/** The count with this one in it. @throws EMAIL_TOO_MANY (too_many) */
export function askAgain(before: Asked | undefined, now: Date, limits: EmailLimits): Asked {
  const day = now.getTime() - DAY_MS
  if (!before || before.firstAt.getTime() <= day) return { asked: 1, firstAt: now, lastAt: now }
  const soonest = before.lastAt.getTime() + limits.againAfterMs
  const full = before.asked >= limits.mostADay
  const until = full ? before.firstAt.getTime() + DAY_MS : soonest
  if (full || soonest > now.getTime())
    throw errors.EMAIL_TOO_MANY({}, { retryAfterMs: until - now.getTime() })
  return { asked: before.asked + 1, firstAt: before.firstAt, lastAt: now }
}
