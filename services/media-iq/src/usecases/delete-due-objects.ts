// Removes the objects that an earlier commit listed for deletion.
import type { Clock } from '@pk-auto/kernel/clock'
import { failpoint } from '@pk-auto/lifecycle/failpoint'
import type { InTransaction } from '@pk-auto/postgres/transaction'

const BATCH = 200
const RETRY_MS = 60_000

export type DeleteDueObjectsDeps = {
  clock: Clock
  inTransaction: InTransaction<{
    deletions: {
      take(now: Date, until: Date, limit: number): Promise<string[]>
      forget(keys: readonly string[]): Promise<void>
    }
  }>
  removeObjects: (keys: readonly string[]) => Promise<void>
}

/**
 * One batch; returns how many objects were removed. An object already gone counts as removed; a
 * failure leaves the batch for a minute later.
 */
export function deleteDueObjects(deps: DeleteDueObjectsDeps) {
  return async function deleteDueObjects(): Promise<number> {
    const now = deps.clock.now()
    const scope = { system: 'media-iq' }
    const keys = await deps.inTransaction(scope, ({ deletions }) =>
      deletions.take(now, new Date(now.getTime() + RETRY_MS), BATCH),
    )
    if (keys.length === 0) return 0
    await deps.removeObjects(keys)
    await failpoint('media.objects_removed')
    await deps.inTransaction(scope, ({ deletions }) => deletions.forget(keys))
    return keys.length
  }
}
