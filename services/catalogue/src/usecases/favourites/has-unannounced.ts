// Whether somebody who saved an ad is still to learn of a change.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { ListingTimes } from '../../domain/listing.ts'
import { finalSince } from '../../domain/sale/undo.ts'
import type { DueChanges } from './stores.ts'

export type HasUnannouncedDeps = {
  clock: Clock
  times: Pick<ListingTimes, 'saleUndoMs'>
  inTransaction: InTransaction<{ dueChanges: DueChanges }>
}

/** True also while another worker is at it; not of a sale that can still be taken back. */
export function hasUnannounced({ clock, times, inTransaction }: HasUnannouncedDeps) {
  return function hasUnannounced(): Promise<boolean> {
    return inTransaction({ system: 'catalogue.announce' }, ({ dueChanges }) =>
      dueChanges.isAnyLeft(finalSince(clock.now(), times)),
    )
  }
}
