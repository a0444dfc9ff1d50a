// Takes care that an index serves at all times, and that no other stays for longer than it is
// needed.
import type { Clock } from '@pk-auto/kernel/clock'
import { DomainError, isTransient } from '@pk-auto/kernel/domain-error'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { IndexAdmin, IndexRegistry } from './indices.ts'
import type { Rebuilt } from './rebuild-index.ts'

export type MaintainIndexDeps = {
  clock: Clock
  inTransaction: InTransaction<{ registry: IndexRegistry }>
  indexAdmin: IndexAdmin
  rebuildIndex: () => Promise<Rebuilt>
  /** Runs work that only one process may do at a time; false when another one is at it. */
  alone: (work: () => Promise<void>) => Promise<boolean>
}

/**
 * Searches that began on the old index have long ended by then, and so has whoever was making one
 * that was never announced.
 */
const RETIRED_MS = 60_000
const SYSTEM = { system: 'maintain-index' }

/**
 * One round: builds an index when none serves, when it is outdated or when Elasticsearch has lost
 * it; moves the alias where it belongs; drops what was retired. Idempotent. Does nothing while
 * Elasticsearch is away or another process builds. Returns what it rebuilt, if it did.
 */
export function maintainIndex(deps: MaintainIndexDeps) {
  return async function maintainIndex(): Promise<Rebuilt | undefined> {
    try {
      const before = new Date(deps.clock.now().getTime() - RETIRED_MS)
      const [{ serving, unfinished }, retired] = await deps.inTransaction(SYSTEM, ({ registry }) =>
        Promise.all([registry.state(), registry.retiredBefore(before)]),
      )
      if (serving === undefined || deps.indexAdmin.outdated(serving))
        return await deps.rebuildIndex()
      // An index that has the alias is there: at rest one question to Elasticsearch is enough.
      const moved = (await deps.indexAdmin.serving()) !== serving
      if (moved && !(await deps.indexAdmin.exists(serving))) return await deps.rebuildIndex()
      if (unfinished)
        await deps.alone(() =>
          deps.inTransaction(SYSTEM, ({ registry }) => registry.retireUnfinished()),
        )
      if (moved) await deps.indexAdmin.serve(serving)
      await dropRetired(deps, retired)
      return undefined
    } catch (error) {
      if (isTransient(error) || isUnderWay(error)) return undefined
      throw error
    }
  }
}

const isUnderWay = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'REBUILD_UNDER_WAY'

async function dropRetired(
  { inTransaction, indexAdmin }: MaintainIndexDeps,
  retired: readonly string[],
): Promise<void> {
  for (const name of retired) {
    await indexAdmin.drop(name)
    await inTransaction(SYSTEM, ({ registry }) => registry.forget(name))
  }
}
