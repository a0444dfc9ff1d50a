// Who may act by a method: the one place where a declared policy meets the facts of a call. Pure.
import type { Actor } from '@pk-auto/kernel/actor'
import type { Priority } from '@pk-auto/lifecycle/overload/priority'
import { errors } from './errors.ts'
import { errors as kernelErrors } from '@pk-auto/kernel/errors'

/** The same shape as the `policy` option in proto/, which this package never imports. */
export type MethodPolicy = {
  who: 'anyone' | 'person' | 'person-before-terms' | 'staff' | 'service'
  callers: readonly string[]
  roles: readonly string[]
  keyed: boolean
  /** Safe to send again without a key. */
  idempotent: boolean
  /** What an overloaded server refuses last (critical) and first (bulk). */
  priority: Priority
}

export type PolicyOf = (path: string, options: never) => MethodPolicy

/**
 * @throws Error for a policy that could let nobody or everybody in by mistake: found at start,
 * never at the first call.
 */
export function checkPolicy(path: string, policy: MethodPolicy): void {
  if (policy.callers.length === 0) throw new Error(`the policy of ${path} names no callers`)
  if (policy.who === 'staff' && policy.roles.length === 0)
    throw new Error(`the policy of ${path} asks for staff and names no roles`)
}

/**
 * @throws CALLER_NOT_ALLOWED (forbidden) when this service or gateway may not call the method at
 * all.
 */
export function mustBeAllowedCaller(policy: MethodPolicy, caller: string): void {
  if (!policy.callers.includes(caller)) throw errors.CALLER_NOT_ALLOWED({ caller })
}

/**
 * Decides whether the actor may use the method at all; the owning service still checks the object.
 * @throws SIGN_IN_REQUIRED (unauthenticated) · TERMS_DUE, ROLE_REQUIRED (forbidden)
 */
export function mustBeAllowedActor(policy: MethodPolicy, actor: Actor): void {
  if (policy.who === 'anyone' || policy.who === 'service') return
  if (actor.kind !== 'person') throw kernelErrors.SIGN_IN_REQUIRED()
  if (policy.who === 'person-before-terms') return
  if (policy.who === 'staff' && !policy.roles.some((role) => actor.roles.includes(role)))
    throw errors.ROLE_REQUIRED()
  if (actor.termsDue) throw errors.TERMS_DUE()
}

/** @throws IDEMPOTENCY_KEY_REQUIRED (invalid) when a keyed method comes without its key. */
export function mustBeKeyed(policy: MethodPolicy, idempotency: { key: string } | undefined): void {
  if (policy.keyed && !idempotency) throw kernelErrors.IDEMPOTENCY_KEY_REQUIRED()
}
