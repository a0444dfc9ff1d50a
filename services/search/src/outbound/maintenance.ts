// Rebuilding and checking the index by command, with connections of their own.
import { systemClock, type Clock } from '@pk-auto/kernel/clock'
import { type Database, openDatabase } from '@pk-auto/postgres/database'
import { transactions } from '@pk-auto/postgres/transaction'
import type { RebuildConfig } from '../config.ts'
import type { SourceVersions } from '../usecases/check-index.ts'
import { indexVerbs } from '../usecases/index.ts'
import type { Rebuilt } from '../usecases/rebuild-index.ts'
import { viewTaxonomy } from '../usecases/view-taxonomy.ts'
import { connectElastic, type Elastic } from './index/elastic.ts'
import { scanIndex } from './index/index-scan.ts'
import { listingIndex, readAlias } from './index/listing-index.ts'
import { aloneIn } from './rebuild-lock.ts'
import { searchStores } from './stores.ts'

type Connections = { clock: Clock; database: Database; elastic: Elastic }

/** What reading, writing and rebuilding the index share. */
export function indexParts(config: RebuildConfig, { clock, database, elastic }: Connections) {
  const inTransaction = transactions(database, searchStores(clock))
  const view = viewTaxonomy({ inTransaction })
  const index = listingIndex(elastic, { prefix: config.indexPrefix, shape: config.index })
  return {
    ...{ clock, inTransaction, view, indexAdmin: index, writer: index },
    directory: () => view.current().directory,
    scan: () => scanIndex(elastic, readAlias(config.indexPrefix)),
    alone: aloneIn(database),
  }
}

async function withIndex<T>(
  config: RebuildConfig,
  work: (verbs: ReturnType<typeof indexVerbs>) => Promise<T>,
): Promise<T> {
  const service = 'search'
  await using database = openDatabase({ url: config.databaseUrl, service, poolSize: 3 })
  await using elastic = connectElastic({
    url: config.elasticsearchUrl,
    service,
    requestTimeoutMs: 30_000,
  })
  const parts = indexParts(config, { clock: systemClock, database, elastic })
  await parts.view.refresh()
  // Awaited here: what it uses is closed as soon as this function returns.
  return await work(indexVerbs(parts))
}

/**
 * Builds the index anew while the service runs: no downtime, nothing lost. @throws
 * REBUILD_UNDER_WAY (conflict)
 */
export const rebuildSearch = (config: RebuildConfig): Promise<Rebuilt> =>
  withIndex(config, (verbs) => verbs.rebuildIndex())

/**
 * Invariant I7: one line per breach, none when all agree. Give it the versions catalogue has to
 * check the way from there, too.
 */
export const checkIndexAgrees = (
  config: RebuildConfig,
  sources?: SourceVersions,
): Promise<readonly string[]> => withIndex(config, (verbs) => verbs.checkIndex(sources))
