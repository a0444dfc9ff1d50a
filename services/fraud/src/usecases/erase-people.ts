// People were erased: of what they reported the words and their name go and the counts stay; cases
// about them go as a whole, and readers of the topic forget them.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { erase, isOpen } from '../domain/case.ts'
import type { PersonId } from '../domain/ids.ts'
import type { CaseOutbox, Erasing } from './stores.ts'

export type ErasePeopleDeps = {
  clock: Clock
  inTransaction: InTransaction<{ erasing: Erasing; outbox: CaseOutbox }>
}

const BATCH = 200

/** In batches, each in a transaction of its own. A repeat finds nothing and does nothing. */
export function erasePeople({ clock, inTransaction }: ErasePeopleDeps) {
  return async function erasePeople(people: readonly PersonId[]): Promise<void> {
    if (people.length === 0) return
    const scope = { system: 'fraud.erase-people' }
    const reports = () => inTransaction(scope, ({ erasing }) => erasing.anonymise(people, BATCH))
    const cases = () =>
      inTransaction(scope, async ({ erasing, outbox }) => {
        const about = await erasing.casesAbout(people, BATCH)
        await erasing.removeCases(about.map(({ id }) => id))
        await outbox.appendErased(clock.now(), ...about.filter(isOpen).map(erase))
        return about.length
      })
    while ((await cases()) === BATCH);
    while ((await reports()) === BATCH);
  }
}
