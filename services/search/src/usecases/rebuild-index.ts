// Builds the index anew from the search documents while everything goes on.
import type { Clock } from '@pk-auto/kernel/clock'
import { failpoint } from '@pk-auto/lifecycle/failpoint'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Directory } from '../domain/directory.ts'
import { errors } from '../domain/errors.ts'
import { toIndexDoc } from '../domain/index-doc.ts'
import type { IndexSource } from './index-docs.ts'
import type { IndexAdmin, IndexRegistry } from './indices.ts'

export type RebuildIndexDeps = {
  clock: Clock
  inTransaction: InTransaction<{ source: IndexSource; registry: IndexRegistry }>
  indexAdmin: IndexAdmin
  directory: () => Directory
  /** Runs work that only one process may do at a time; false when another one is at it. */
  alone: (work: () => Promise<void>) => Promise<boolean>
}

export type Rebuilt = { readonly name: string; readonly docs: number }

const BATCH = 500
const SYSTEM = { system: 'rebuild-index' }

/**
 * Zero downtime and nothing lost: the new index is announced first, so every write from then on
 * goes to both; what was committed before is copied; then the alias moves in one step. Versions
 * decide which of two writes stands. @throws REBUILD_UNDER_WAY (conflict) · SEARCH_UNAVAILABLE
 * (unavailable)
 */
export function rebuildIndex(deps: RebuildIndexDeps) {
  return async function rebuildIndex(): Promise<Rebuilt> {
    let rebuilt: Rebuilt | undefined
    if (!(await deps.alone(async () => void (rebuilt = await buildOrRetire(deps)))) || !rebuilt)
      throw errors.REBUILD_UNDER_WAY()
    return rebuilt
  }
}

// A half-built index must not go on getting writes.
const buildOrRetire = (deps: RebuildIndexDeps): Promise<Rebuilt> =>
  build(deps).catch(async (error: unknown) => {
    await deps
      .inTransaction(SYSTEM, ({ registry }) => registry.retireUnfinished())
      .catch(() => undefined)
    throw error
  })

async function build(deps: RebuildIndexDeps): Promise<Rebuilt> {
  const { clock, inTransaction, indexAdmin } = deps
  const name = indexAdmin.nameOf(clock.now().toISOString().replaceAll(/\D/g, ''))
  await inTransaction(SYSTEM, async ({ registry }) => {
    await registry.retireUnfinished()
    await registry.reserve(name)
  })
  await indexAdmin.create(name)
  await failpoint('search.after_create')
  await inTransaction(SYSTEM, ({ registry }) => registry.announce(name))
  const docs = await copyInto(name, deps)
  const count = await indexAdmin.count(name)
  if (count < docs) throw errors.REBUILD_INCOMPLETE({ written: docs, found: count })
  // The registry first: should this process die in between, the next round of maintainIndex moves
  // the alias.
  await inTransaction(SYSTEM, ({ registry }) => registry.serve(name))
  await failpoint('search.after_register')
  await indexAdmin.serve(name)
  return { name, docs }
}

async function copyInto(
  name: string,
  { inTransaction, indexAdmin, directory }: RebuildIndexDeps,
): Promise<number> {
  // What comes from now on reaches the new index by itself: without an end the copy would run after
  // the newest ads for ever.
  const end = await inTransaction(SYSTEM, ({ source }) => source.lastId())
  let docs = 0
  let last: string | undefined
  while (last !== end) {
    const after = last
    const batch = await inTransaction(SYSTEM, ({ source }) => source.after(after, BATCH, end))
    last = batch.at(-1)?.id ?? end
    const { failed } = await indexAdmin.fill(
      name,
      batch.map((doc) => toIndexDoc(doc, directory())),
    )
    if (failed.size > 0) throw errors.INDEX_REFUSES_DOCUMENTS({ count: failed.size })
    docs += batch.length
  }
  return docs
}
