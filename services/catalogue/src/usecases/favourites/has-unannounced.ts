// Whether somebody who saved an ad is still to learn of a change.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { DueChanges } from './stores.ts'

export type HasUnannouncedDeps = { inTransaction: InTransaction<{ dueChanges: DueChanges }> }

/** True also while another worker is at it. */
export function hasUnannounced({ inTransaction }: HasUnannouncedDeps) {
  return function hasUnannounced(): Promise<boolean> {
    return inTransaction({ system: 'catalogue.announce' }, ({ dueChanges }) =>
      dueChanges.isAnyLeft(),
    )
  }
}
