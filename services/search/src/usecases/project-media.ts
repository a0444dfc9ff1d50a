// Puts the published state of photos into the documents that show them, and notes what has to be
// indexed.
import { failpoint } from '@pk-auto/lifecycle/failpoint'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { MediaFact } from '../domain/media.ts'
import { withMedia } from '../domain/search-doc.ts'
import type { Docs, Due, MediaFacts } from './stores.ts'

export type ProjectMediaDeps = {
  inTransaction: InTransaction<{ docs: Docs; media: MediaFacts; due: Due }>
  offer: (ids: readonly string[]) => void
}

/** At most one fact per photo. Idempotent: late and repeated facts change nothing. */
export function projectMedia(deps: ProjectMediaDeps) {
  return async function projectMedia(facts: readonly MediaFact[]) {
    const changed = await deps.inTransaction(
      { system: 'project-media' },
      async ({ docs, media, due }) => {
        const newer = await media.upsertNewer(facts)
        if (newer.length === 0) return []
        const locked = [...(await docs.lockShowing(newer)).values()]
        // Read after the documents are locked: changes of their other photos are then included.
        const known = await media.read(locked.flatMap(({ listing }) => listing?.photos ?? []))
        const after = locked
          .map((doc) => withMedia(doc, known))
          .filter((doc, i) => doc !== locked[i])
        await docs.save(after)
        await due.add(after)
        return after.map(({ id }) => id)
      },
    )
    await failpoint('search.after_project')
    deps.offer(changed)
  }
}
