// Every document of the listings index with its version, by id: for the checker of invariants.
import type { IndexedVersion } from '../../usecases/check-index.ts'
import type { Elastic } from './elastic.ts'

const BATCH = 1_000

/** From one point in time, so that what is written meanwhile shifts nothing. */
export async function* scanIndex(elastic: Elastic, alias: string): AsyncGenerator<IndexedVersion> {
  await elastic.call('refresh', (client) => client.indices.refresh({ index: alias }))
  const { id: pit } = await elastic.call('open_pit', (client) =>
    client.openPointInTime({ index: alias, keep_alive: '1m' }),
  )
  try {
    for (let after: string | undefined; ;) {
      const page = {
        size: BATCH,
        sort: [{ id: 'asc' as const }],
        version: true,
        _source: ['live'],
        ...(after !== undefined && { search_after: [after] }),
      }
      const { hits } = await elastic.call('search', (client) =>
        client.search<{ live: boolean }>({ pit: { id: pit, keep_alive: '1m' }, ...page }),
      )
      for (const { _id: id, _version: version, _source: source } of hits.hits)
        if (id && source) yield { id, version: version ?? 0, live: source.live }
      after = hits.hits.at(-1)?._id
      if (after === undefined) return
    }
  } finally {
    await elastic
      .call('close_pit', (client) => client.closePointInTime({ id: pit }))
      .catch(() => undefined)
  }
}
