// Writes documents to the index at the version they have now, and deletes from `index_due` what the
// index has confirmed.
import type { Clock } from '@pk-auto/kernel/clock'
import { failpoint } from '@pk-auto/lifecycle/failpoint'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { contextFromTraceparent } from '@pk-auto/telemetry/propagation'
import type { SpanCause } from '@pk-auto/telemetry/tracer'
import type { Directory } from '../domain/directory.ts'
import { type IndexDoc, toIndexDoc } from '../domain/index-doc.ts'
import type { SearchDoc } from '../domain/search-doc.ts'

/** The traces a write belongs to. */
export type WriteCause = SpanCause

export type IndexWriter = {
  /**
   * Writes the documents into every target. An older version than the index has is no failure: the
   * index is ahead. `failed` names documents refused for their own sake. @throws
   * SEARCH_UNAVAILABLE, INDEX_MISSING (unavailable)
   */
  write(
    targets: readonly string[],
    docs: readonly IndexDoc[],
    cause?: WriteCause,
  ): Promise<{ failed: ReadonlyMap<string, string> }>
}

export type IndexSource = {
  /** The documents and the indices that must get them, from one snapshot. */
  read(ids: readonly string[]): Promise<{
    docs: readonly SearchDoc[]
    targets: readonly string[]
    traceparents: readonly string[]
  }>
  /** The next documents by id, up to and with `last` when given. */
  after(id: string | undefined, limit: number, last?: string): Promise<readonly SearchDoc[]>
  /** The highest id there is. */
  lastId(): Promise<string | undefined>
}

export type DueDocs = {
  /** Documents due at or before a moment, longest due first. */
  oldest(limit: number, before: Date): Promise<readonly string[]>
  /**
   * Crosses off the versions written, unless something newer was noted, or was noted after `asOf`.
   * Returns since when the changes among them are known.
   */
  done(
    docs: readonly { readonly id: string; readonly docVersion: number }[],
    asOf: Date,
  ): Promise<readonly Date[]>
  postpone(ids: readonly string[], ms: number): Promise<void>
  /** How many there are, and since when the first is due. */
  waiting(): Promise<{ readonly count: number; readonly oldestAt: Date | undefined }>
}

export type IndexDocsDeps = {
  clock: Clock
  inTransaction: InTransaction<{ source: IndexSource; due: DueDocs }>
  writer: IndexWriter
  directory: () => Directory
  /** Called with documents the index refuses for their own sake: a fault of ours. */
  refused: (failed: ReadonlyMap<string, string>) => void
  /** Called with how long each change took to be in the index. */
  findableAfter: (ms: number) => void
}

const POSTPONE_REFUSED_MS = 60_000
const SYSTEM = { system: 'index-docs' }

/**
 * At most 500 ids. Idempotent: the index keeps the highest version. Returns how many documents it
 * wrote. @throws SEARCH_UNAVAILABLE, INDEX_MISSING (unavailable)
 */
export function indexDocs(deps: IndexDocsDeps) {
  return async function indexDocs(ids: readonly string[]): Promise<number> {
    const asOf = deps.clock.now()
    const { docs, targets, traceparents } = await deps.inTransaction(SYSTEM, ({ source }) =>
      source.read(ids),
    )
    if (docs.length === 0) return 0
    const directory = deps.directory()
    const { failed } = await deps.writer.write(
      targets,
      docs.map((doc) => toIndexDoc(doc, directory)),
      causeOf(traceparents),
    )
    await failpoint('search.after_write')
    const acknowledgedAt = deps.clock.now().getTime()
    const changes = await deps.inTransaction(SYSTEM, async ({ due }) => {
      const found = await due.done(
        docs.filter(({ id }) => !failed.has(id)),
        asOf,
      )
      if (failed.size > 0) await due.postpone([...failed.keys()], POSTPONE_REFUSED_MS)
      return found
    })
    for (const at of changes) deps.findableAfter(Math.max(0, acknowledgedAt - at.getTime()))
    if (failed.size > 0) deps.refused(failed)
    return docs.length - failed.size
  }
}

// In a traceparent, `00-<32 digits>` is the trace; the span comes behind it.
const TRACE_END = 35

function causeOf(traceparents: readonly string[]): WriteCause {
  const [first] = traceparents
  const oneTrace = new Set(traceparents.map((text) => text.slice(0, TRACE_END))).size === 1
  return oneTrace && first
    ? { parent: contextFromTraceparent(first) }
    : { parent: contextFromTraceparent(), links: traceparents }
}
