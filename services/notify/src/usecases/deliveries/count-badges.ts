// The number at the icon of the app: all that a person has not seen, in chat and behind the bell.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../../domain/ids.ts'
import type { UnreadOfPeople } from '../centre/stores.ts'

export type BadgeDeps = {
  /** Of chat; whoever has read everything may be left out. */
  unreadMessagesOf: (people: readonly PersonId[]) => Promise<ReadonlyMap<PersonId, number>>
  inTransaction: InTransaction<{ unread: UnreadOfPeople }>
}

/** Absolute. Without chat of nobody: half a number is a wrong one, and no push waits for it. */
export function countBadges({ unreadMessagesOf, inTransaction }: BadgeDeps) {
  return async function countBadges(
    asked: readonly PersonId[],
  ): Promise<ReadonlyMap<PersonId, number>> {
    const people = [...new Set(asked)]
    if (people.length === 0) return new Map()
    const messages = await unreadMessagesOf(people).catch(() => undefined)
    if (!messages) return new Map()
    const bells = await inTransaction({ system: 'notify.count-badges' }, ({ unread }) =>
      unread.of(people, 1),
    )
    const news = new Map(bells.map(({ person, count }) => [person, count]))
    return new Map(
      people.map((person) => [person, (messages.get(person) ?? 0) + (news.get(person) ?? 0)]),
    )
  }
}
