// Builds the index anew from the search documents while everything goes on, and takes care that one
// serves at all times.
import type { Clock } from '@pk-auto/kernel/clock'
import { isTransient } from '@pk-auto/kernel/domain-error'
import { errors } from '../domain/errors.ts'
import { failpoint } from '@pk-auto/lifecycle/failpoint'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Directory } from '../domain/directory.ts'
import { toIndexDoc } from '../domain/index-doc.ts'
import type { IndexSource, IndexWriter } from './index-docs.ts'

/** Indices in Elasticsearch. */
export type IndexAdmin = {
  nameOf(stamp: string): string
  /** Made by an earlier build with another mapping: fields of today may be missing in it. */
  outdated(name: string): boolean
  create(name: string): Promise<void>
  exists(name: string): Promise<boolean>
  /** The index that searches read. */
  readonly serving: () => Promise<string | undefined>
  /** Searches read this one from now on; there is no moment without an index. */
  serve(name: string): Promise<void>
  drop(name: string): Promise<void>
  /** Documents in it, those written a moment ago included. */
  count(name: string): Promise<number>
}

/** Which indices get writes: announced ones and the serving one. */
export type IndexRegistry = {
  /** `unfinished`: somebody builds one, or died building it. */
  state(): Promise<{ serving: string | undefined; unfinished: boolean }>
  announce(name: string): Promise<void>
  /** The one that served is retired in the same commit. */
  serve(name: string): Promise<void>
  /** Whoever holds the rebuild's lock may call what others left unfinished dead. */
  retireUnfinished(): Promise<void>
  retiredBefore(at: Date): Promise<readonly string[]>
  forget(name: string): Promise<void>
}

export type RebuildIndexDeps = {
  clock: Clock
  inTransaction: InTransaction<{ source: IndexSource; registry: IndexRegistry }>
  indexAdmin: IndexAdmin
  writer: IndexWriter
  directory: () => Directory
  /** Runs work that only one process may do at a time; false when another one is at it. */
  alone: (work: () => Promise<void>) => Promise<boolean>
}

export type Rebuilt = { readonly name: string; readonly docs: number }

const BATCH = 500
/** Searches that began on the old index have long ended by then. */
const RETIRED_MS = 60_000
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

async function build({
  clock,
  inTransaction,
  indexAdmin,
  writer,
  directory,
}: RebuildIndexDeps): Promise<Rebuilt> {
  const name = indexAdmin.nameOf(clock.now().toISOString().replaceAll(/\D/g, ''))
  await inTransaction(SYSTEM, ({ registry }) => registry.retireUnfinished())
  await indexAdmin.create(name)
  await inTransaction(SYSTEM, ({ registry }) => registry.announce(name))
  // What comes from now on reaches the new index by itself: without an end the copy would run after
  // the newest ads for ever.
  const end = await inTransaction(SYSTEM, ({ source }) => source.lastId())
  let docs = 0
  let last: string | undefined
  while (last !== end) {
    const after = last
    const batch = await inTransaction(SYSTEM, ({ source }) => source.after(after, BATCH, end))
    last = batch.at(-1)?.id ?? end
    const { failed } = await writer.write(
      [name],
      batch.map((doc) => toIndexDoc(doc, directory())),
    )
    if (failed.size > 0) throw errors.INDEX_REFUSES_DOCUMENTS({ count: failed.size })
    docs += batch.length
  }
  const count = await indexAdmin.count(name)
  if (count < docs) throw errors.REBUILD_INCOMPLETE({ written: docs, found: count })
  // The registry first: should this process die in between, the next look of keepIndex moves the
  // alias.
  await inTransaction(SYSTEM, ({ registry }) => registry.serve(name))
  await failpoint('search.after_register')
  await indexAdmin.serve(name)
  return { name, docs }
}

/**
 * Makes it so that an index of today's mapping serves: builds one when none does, when it is
 * outdated or when Elasticsearch has lost it, moves the alias where it belongs, drops what was
 * retired. To be called again and again; idempotent. Quiet while Elasticsearch is away. Returns
 * what it rebuilt, if it did.
 */
export function maintainIndex(deps: RebuildIndexDeps) {
  return async function maintainIndex(): Promise<Rebuilt | undefined> {
    try {
      const { serving, unfinished } = await deps.inTransaction(SYSTEM, ({ registry }) =>
        registry.state(),
      )
      if (
        serving === undefined ||
        deps.indexAdmin.outdated(serving) ||
        !(await deps.indexAdmin.exists(serving))
      ) {
        let rebuilt: Rebuilt | undefined
        await deps.alone(async () => void (rebuilt = await buildOrRetire(deps)))
        return rebuilt
      }
      if (unfinished)
        await deps.alone(() =>
          deps.inTransaction(SYSTEM, ({ registry }) => registry.retireUnfinished()),
        )
      if ((await deps.indexAdmin.serving()) !== serving) await deps.indexAdmin.serve(serving)
      const retired = await deps.inTransaction(SYSTEM, ({ registry }) =>
        registry.retiredBefore(new Date(deps.clock.now().getTime() - RETIRED_MS)),
      )
      for (const name of retired) {
        await deps.indexAdmin.drop(name)
        await deps.inTransaction(SYSTEM, ({ registry }) => registry.forget(name))
      }
      return undefined
    } catch (error) {
      if (isTransient(error)) return undefined
      throw error
    }
  }
}
