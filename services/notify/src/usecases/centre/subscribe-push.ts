// A person's browser begins to take pushes, or ends it.
import { type Actor, mustBePerson } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId, SubscriptionId } from '../../domain/ids.ts'
import { mustBeSubscription, type PushHosts } from '../../domain/news/push-subscription.ts'
import type { NewSubscription, Subscription } from '../news/stores.ts'

export type Subscriptions = {
  /** The newest first. */
  of(person: PersonId): Promise<Subscription[]>
  /** A browser belongs to whoever signed in on it last. */
  save(
    whose: { person: PersonId; session: string },
    subscription: NewSubscription,
    now: Date,
  ): Promise<void>
  remove(person: PersonId, endpoint: string): Promise<void>
  removeById(ids: readonly SubscriptionId[]): Promise<void>
  /** Not those in which their person has signed in again meanwhile. */
  removeOfSessions(sessions: readonly string[]): Promise<void>
}

export type SubscribePushDeps = {
  clock: Clock
  pushHosts: PushHosts
  inTransaction: InTransaction<{ subscriptions: Subscriptions }>
}

// Not in the person's own name: the row of a browser may still be the last person's.
const SYSTEM = { system: 'notify.subscribe-push' }

/** Idempotent by endpoint. @throws INVALID_PUSH_SUBSCRIPTION (invalid) naming the field */
export function subscribePush({ clock, pushHosts, inTransaction }: SubscribePushDeps) {
  return async function subscribePush(actor: Actor, wish: NewSubscription): Promise<void> {
    const { personId, sessionId: session } = mustBePerson(actor)
    mustBeSubscription(wish, pushHosts)
    await inTransaction(SYSTEM, ({ subscriptions }) =>
      subscriptions.save({ person: personId as PersonId, session }, wish, clock.now()),
    )
  }
}
