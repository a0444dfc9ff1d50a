// Publishes the current state of people again, at their current version: how a topic is refilled.
import type { Clock } from '@pk-auto/kernel/clock'
import { MAX_REPUBLISH, mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { personId, type PersonId } from '../domain/ids.ts'
import type { Person, PersonChanged } from '../domain/person.ts'

const BATCH = 500

export type RepublishPeopleDeps = {
  clock: Clock
  inTransaction: InTransaction<{
    people: {
      /**
       * In order of id, locked until commit: otherwise an edit made meanwhile could be published
       * before the older state, and compaction would retain the older one.
       */
      byIdsForShare(ids: readonly PersonId[]): Promise<Person[]>
      pageForShare(limit: number, after?: PersonId): Promise<Person[]>
    }
    announce: (...changes: PersonChanged[]) => Promise<void>
  }>
}

export type Republish = { ids: readonly string[]; after: string }

/**
 * One batch: the people named, or the next 500 after an id; call again with `next` until there is
 * none. @throws TOO_MANY_IDS, ID_INVALID (invalid)
 */
export function republishPeople(deps: RepublishPeopleDeps) {
  return async function republishPeople({
    ids,
    after,
  }: Republish): Promise<{ republished: number; next: PersonId | undefined }> {
    mustBeBatch(ids, MAX_REPUBLISH)
    const named = ids.map((id) => personId(id, 'ids'))
    const from = after === '' ? undefined : personId(after, 'after')
    return deps.inTransaction({ system: 'republish' }, async ({ people, announce }) => {
      const found =
        named.length > 0
          ? await people.byIdsForShare(named)
          : await people.pageForShare(BATCH, from)
      const at = deps.clock.now()
      await announce(...found.map((person) => ({ change: 'republished', person, at }) as const))
      return {
        republished: found.length,
        next: named.length === 0 && found.length === BATCH ? found.at(-1)?.id : undefined,
      }
    })
  }
}
