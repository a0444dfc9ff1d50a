// What a log holds, for many readers at once.
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { ChatEvent } from '../domain/message.ts'
import type { Read, Reader, Wanted } from './stores.ts'

export type ReadEventsDeps = { inTransaction: InTransaction<{ reader: Reader }> }

const MOST_READS = 200
/** Events of one log in one answer. */
export const MOST_EVENTS = 200
/** An answer must fit into one gRPC message, of 4 MB: events and letters of all logs together. */
const MOST_IN_ALL = 4_000
const MOST_LETTERS = 500_000

/**
 * In the name of the persons named: a gateway has proved them. Absent and foreign conversations are
 * left out alike. Of many logs, or of long messages, a page may hold fewer than `limit`, but at
 * least one where there is one: `lastSeq` says whether there is more. @throws TOO_MANY_IDS
 * (invalid) above 200 reads
 */
export function readEvents({ inTransaction }: ReadEventsDeps) {
  return async function readEvents(
    wanted: readonly Wanted[],
    limit: number = MOST_EVENTS,
  ): Promise<Read[]> {
    mustBeBatch(wanted, MOST_READS)
    const fair = Math.floor(MOST_IN_ALL / Math.max(wanted.length, 1))
    const most = Math.min(Math.max(limit, 1), MOST_EVENTS, fair)
    const pages = await inTransaction({ system: 'chat.read-events' }, ({ reader }) =>
      reader.read(wanted, most),
    )
    let letters = 0
    return pages.map(({ backwards, ...page }) => {
      // What is cut away is farthest from where the reader is.
      const near = backwards ? page.events.toReversed() : page.events
      const fitting = near.filter(
        (event, i) => (letters += lettersOf(event)) < MOST_LETTERS || i === 0,
      )
      return { ...page, events: backwards ? fitting.toReversed() : fitting }
    })
  }
}

const lettersOf = (event: ChatEvent): number =>
  event.type === 'deleted' ? 0 : event.body.text.length
