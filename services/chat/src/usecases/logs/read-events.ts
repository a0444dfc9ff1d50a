// What a log holds, for many readers at once.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Read, Reader, Wanted } from '../stores.ts'
import { readPages } from './read-pages.ts'

export type ReadEventsDeps = { inTransaction: InTransaction<{ reader: Reader }> }

/**
 * In the name of the persons named: a gateway has proved them. Absent and foreign conversations are
 * left out alike. Of many logs, or of long messages, a page may hold fewer than `limit`, but at
 * least one where there is one: `lastSeq` says whether there is more. @throws TOO_MANY_IDS
 * (invalid) above 200 reads
 */
export function readEvents({ inTransaction }: ReadEventsDeps) {
  return async function readEvents(wanted: readonly Wanted[], limit?: number): Promise<Read[]> {
    return inTransaction({ system: 'chat.read-events' }, ({ reader }) =>
      readPages(reader, wanted, limit),
    )
  }
}
