// Who is acting: a signed-in person or any visitor; background work acts as a system by name.
import { errors } from './errors.ts'

export type Person = {
  readonly kind: 'person'
  readonly personId: string
  readonly sessionId: string
  readonly roles: readonly string[]
  /** The organisation the person acts for at the moment. */
  readonly orgId?: string
  /** How the session was proved. */
  readonly assurance: 'otp'
  readonly market: string
  /** True until the person accepted the current terms: reads only. */
  readonly termsDue: boolean
}

export type Anonymous = { readonly kind: 'anonymous'; readonly market: string }

export type Actor = Person | Anonymous

/** In whose name a transaction runs; the database's row policies see it. */
export type Scope = { readonly actor: Actor } | System

export type System = {
  readonly system: string
  /** Its events are let wait for all others: many at once, and none of them news. Default: live. */
  readonly lane?: 'bulk'
}

/** @throws SIGN_IN_REQUIRED (unauthenticated) */
export function mustBePerson(actor: Actor): Person {
  if (actor.kind !== 'person') throw errors.SIGN_IN_REQUIRED()
  return actor
}
