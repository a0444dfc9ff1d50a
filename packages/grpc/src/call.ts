// The call a handler is answering: who asks, through which service, until when.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Actor } from '@pk-auto/kernel/actor'
import { errors } from '@pk-auto/kernel/errors'

export type Call = {
  readonly actor: Actor
  /** Name of the service or gateway whose credential came with the call. */
  readonly caller: string
  /**
   * Present when the caller sent a key; always present on methods whose policy is keyed. `sha256`
   * is of what the request means: of the decoded message, encoded again by this service.
   */
  readonly idempotency?: { readonly key: string; readonly sha256: string }
  /** Aborts when the caller goes away or the deadline passes. */
  readonly signal: AbortSignal
  /**
   * Full path, `/pkauto.catalogue.v1.Catalogue/PublishListing`: stable, so it can be part of
   * stored keys.
   */
  readonly method: string
  /** The actor's own token, to be passed on when another service must know the person. */
  readonly actorToken?: string
  /**
   * Unix milliseconds after which nobody waits for the answer. Clients inherit it by themselves.
   */
  readonly deadlineAt: number
}

// A carrier without state of its own: Node binds the value to the asynchronous flow, as it does for
// spans.
const flow = new AsyncLocalStorage<Call>()

/**
 * Under which the effect of a keyed call is stored. @throws IDEMPOTENCY_KEY_REQUIRED (invalid) for
 * a call without a key: the server lets none through to a method whose policy is keyed
 */
export function keyOf({ method, idempotency }: Pick<Call, 'method' | 'idempotency'>) {
  if (!idempotency) throw errors.IDEMPOTENCY_KEY_REQUIRED()
  return { method, key: idempotency.key, sha256: idempotency.sha256 }
}

/** The call being answered in this flow; nothing in background work. */
export const currentCall = (): Call | undefined => flow.getStore()

export const withCall = <T>(call: Call, work: () => T): T => flow.run(call, work)

/**
 * Runs `work` free of the current call's deadline and cancellation: for work shared by several
 * callers.
 */
export const outsideCall = <T>(work: () => T): T => flow.exit(work)
