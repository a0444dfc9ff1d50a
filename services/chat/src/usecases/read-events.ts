// What a log holds, for many readers at once.
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Read, Reader, Wanted } from './stores.ts'

export type ReadEventsDeps = { inTransaction: InTransaction<{ reader: Reader }> }

const MOST_READS = 200
/** Events of one log in one answer. */
export const MOST_EVENTS = 200

/**
 * In the name of the persons named: a gateway has proved them. Absent and foreign conversations are
 * left out alike. @throws TOO_MANY_IDS (invalid) above 200 reads
 */
export function readEvents({ inTransaction }: ReadEventsDeps) {
  return async function readEvents(
    wanted: readonly Wanted[],
    limit: number = MOST_EVENTS,
  ): Promise<Read[]> {
    mustBeBatch(wanted, MOST_READS)
    const most = Math.min(Math.max(limit, 1), MOST_EVENTS)
    return inTransaction({ system: 'chat.read-events' }, ({ reader }) => reader.read(wanted, most))
  }
}
