// A person's browser takes no pushes any more.
import { type Actor, mustBePerson } from '@pk-auto/kernel/actor'
import type { PersonId } from '../../domain/ids.ts'
import type { SubscribePushDeps } from './subscribe-push.ts'

/** Idempotent: what is not there is gone. */
export function unsubscribePush({ inTransaction }: Pick<SubscribePushDeps, 'inTransaction'>) {
  return async function unsubscribePush(actor: Actor, endpoint: string): Promise<void> {
    const person = mustBePerson(actor).personId as PersonId
    await inTransaction({ system: 'notify.unsubscribe-push' }, ({ subscriptions }) =>
      subscriptions.remove(person, endpoint),
    )
  }
}
