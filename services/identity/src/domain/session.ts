// One signed-in device and the rotation of its refresh tokens: a lost reply is forgiven, a stolen
// token is not.
import type { DomainError } from '@pk-auto/kernel/domain-error'
import { errors } from './errors.ts'
import type { DeviceKey } from './device.ts'
import type { PersonId, SessionId } from './ids.ts'
import type { TokenHash } from './secret-token.ts'

export type EndReason =
  | 'logout'
  | 'logout-all'
  | 'device-removed'
  | 'replaced'
  | 'token-reused'
  | 'other-device'

export type Session = {
  readonly id: SessionId
  readonly personId: PersonId
  readonly device: DeviceKey
  readonly deviceName: string
  /**
   * The refresh token used last; undefined until the first rotation. Its children are the only
   * tokens that move the session on.
   */
  readonly lastUsed: TokenHash | undefined
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly ended: { readonly at: Date; readonly reason: EndReason } | undefined
}

export type RefreshToken = {
  readonly hash: TokenHash
  /** The token it was exchanged for; undefined for the one issued at sign-in. */
  readonly parent: TokenHash | undefined
  readonly expiresAt: Date
}

export type Rotation =
  /** Issue a child of the presented token and store the session as it is here. */
  | { readonly kind: 'rotate'; readonly session: Session }
  /** Refuse, and change nothing. */
  | { readonly kind: 'refuse' }
  /** Somebody else holds a token of this family: the whole family ends. */
  | {
      readonly kind: 'end'
      readonly session: Session
      readonly reason: 'token-reused' | 'other-device'
    }

export const end = (session: Session, reason: EndReason, now: Date): Session =>
  session.ended ? session : { ...session, ended: { at: now, reason } }

/**
 * Decides what a presented refresh token may do.
 * - A child of the token used last moves the session on: from now its siblings and its parent are
 * dead.
 * - The token used last itself: its reply was lost or two requests raced. It may have another
 * child as long as none of its children was used.
 * - Any other token of the family was used before or lost its race, so two parties hold tokens: the
 * family ends. Siblings rather than one repeatable successor: with a shared successor a thief could
 * follow the owner for ever without being seen.
 */
export function rotate(
  session: Session,
  token: RefreshToken,
  device: DeviceKey,
  now: Date,
): Rotation {
  if (session.ended || now >= token.expiresAt) return { kind: 'refuse' }
  if (device !== session.device)
    return { kind: 'end', session: end(session, 'other-device', now), reason: 'other-device' }
  if (token.hash === session.lastUsed)
    return { kind: 'rotate', session: { ...session, lastSeenAt: now } }
  if (token.parent === session.lastUsed)
    return { kind: 'rotate', session: { ...session, lastUsed: token.hash, lastSeenAt: now } }
  return { kind: 'end', session: end(session, 'token-reused', now), reason: 'token-reused' }
}

/**
 * The one error for every token that is not valid: unknown, expired, ended and reused look the
 * same.
 */
export const sessionEnded = (): DomainError => errors.SESSION_ENDED()
