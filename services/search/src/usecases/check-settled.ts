// Whether everything that was projected can be found: for whoever waits until search is at rest.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { DueDocs } from './index-docs.ts'
import type { IndexAdmin, IndexRegistry } from './indices.ts'

export type CheckSettledDeps = {
  inTransaction: InTransaction<{ due: DueDocs; registry: IndexRegistry }>
  indexAdmin: Pick<IndexAdmin, 'serving'>
  /** Documents that this process is about to index. */
  queued: () => number
}

/**
 * What is still missing, as a sentence; undefined when nothing is. An alias that points to another
 * index than the registered one is a leftover of an earlier database. @throws SEARCH_UNAVAILABLE
 * (unavailable)
 */
export function checkSettled(deps: CheckSettledDeps) {
  return async function checkSettled(): Promise<string | undefined> {
    const queued = deps.queued()
    const { left, serving } = await deps.inTransaction(
      { system: 'check-settled' },
      async ({ due, registry }) => ({
        left: queued + (await due.waiting()).count,
        serving: (await registry.state()).serving,
      }),
    )
    if (left > 0) return `${left} documents did not reach the index`
    const found = await deps.indexAdmin.serving()
    return found === undefined || found !== serving ? 'no index serves' : undefined
  }
}
