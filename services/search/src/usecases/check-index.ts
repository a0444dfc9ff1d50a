// Invariant I7: source version → search_doc part → index document agree for every id, and there are
// no extra documents.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { SearchDoc } from '../domain/search-doc.ts'
import type { IndexSource } from './index-docs.ts'

export type IndexedVersion = {
  readonly id: string
  readonly version: number
  readonly live: boolean
}

export type CheckIndexDeps = {
  inTransaction: InTransaction<{ source: IndexSource }>
  /** Every document of the index, by id. */
  scan: () => AsyncIterable<IndexedVersion>
}

/**
 * The versions their owner has of its listings, by id. Drafts are never published, so none is
 * expected.
 */
export type SourceVersions = ReadonlyMap<string, number>

const BATCH = 1_000

/**
 * Compares every row with every document; returns one line per breach, none when all agree. For a
 * platform at rest: what is on its way counts as a breach. Holds one document of each side and the
 * given versions in memory. @throws SEARCH_UNAVAILABLE, INDEX_MISSING (unavailable)
 */
export function checkIndex(deps: CheckIndexDeps) {
  return async function checkIndex(sources?: SourceVersions): Promise<readonly string[]> {
    const breaches: string[] = []
    const unseen = new Map(sources)
    const indexed = deps.scan()[Symbol.asyncIterator]()
    let next = await indexed.next()
    for await (const doc of allDocs(deps)) {
      if (sources) checkSource(doc, unseen, breaches)
      for (; next.done !== true && next.value.id < doc.id; next = await indexed.next())
        breaches.push(`I7 ${next.value.id}: in the index, not in search_doc`)
      if (next.done === true || next.value.id !== doc.id)
        breaches.push(`I7 ${doc.id}: in search_doc at version ${doc.docVersion}, not in the index`)
      else {
        const { version, live } = next.value
        if (version !== doc.docVersion)
          breaches.push(
            `I7 ${doc.id}: search_doc at version ${doc.docVersion}, the index at ${version}`,
          )
        else if (live !== doc.live)
          breaches.push(`I7 ${doc.id}: search_doc has live ${doc.live}, the index ${live}`)
        next = await indexed.next()
      }
    }
    for (; next.done !== true; next = await indexed.next())
      breaches.push(`I7 ${next.value.id}: in the index, not in search_doc`)
    for (const [id, version] of unseen)
      breaches.push(`I7 ${id}: at version ${version} with its owner, not in search_doc`)
    return breaches
  }
}

function checkSource(
  { id, listing }: SearchDoc,
  unseen: Map<string, number>,
  breaches: string[],
): void {
  const version = unseen.get(id)
  if (listing && version !== undefined && version !== listing.version)
    breaches.push(
      `I7 ${id}: at version ${version} with its owner, at ${listing.version} in search_doc`,
    )
  if (listing && version === undefined)
    breaches.push(`I7 ${id}: in search_doc, unknown to its owner`)
  unseen.delete(id)
}

async function* allDocs({ inTransaction }: CheckIndexDeps): AsyncGenerator<SearchDoc> {
  for (let last: string | undefined; ;) {
    const after = last
    const batch = await inTransaction({ system: 'check-index' }, ({ source }) =>
      source.after(after, BATCH),
    )
    yield* batch
    last = batch.at(-1)?.id
    if (last === undefined) return
  }
}
