// The listings index in Elasticsearch: made, written, swapped and dropped. Reading it stands in
// listing-search.ts.
import type { estypes } from '@elastic/elasticsearch'
import { errors } from '../../domain/errors.ts'
import type { IndexDoc } from '../../domain/index-doc.ts'
import type { IndexWriter, WriteCause } from '../../usecases/index-docs.ts'
import type { IndexAdmin } from '../../usecases/indices.ts'
import { type Elastic, PATIENT } from './elastic.ts'
import { INDEX_GENERATION, INDEX_MAPPING, indexSettings, type IndexShape } from './index-mapping.ts'

/** The alias that searches read. */
export const readAlias = (prefix: string): string => `${prefix}listings`
const GENERATION = /-g(\d+)-\d+$/
// Writes go through an alias of the one index and demand an alias: a write to an index that was
// dropped fails instead of making a new one without a mapping.
const writeAlias = (name: string): string => `${name}-write`

export function listingIndex(
  elastic: Elastic,
  { prefix, shape }: { prefix: string; shape: IndexShape },
): IndexAdmin & IndexWriter & { readonly refresh: () => Promise<void> } {
  const alias = readAlias(prefix)
  const holder = async (): Promise<string | undefined> => {
    const found = await elastic.call('get_alias', (client) =>
      client.indices.getAlias({ name: alias }, { ...PATIENT, ignore: [404] }),
    )
    return Object.entries(found).find(
      ([, index]) => typeof index === 'object' && 'aliases' in index,
    )?.[0]
  }
  const bulk = async (
    targets: readonly string[],
    docs: readonly IndexDoc[],
    cause?: WriteCause,
    options: { requestTimeout?: number } = {},
  ) => {
    if (targets.length === 0) throw missing()
    const failed = new Map<string, string>()
    const operations = targets.flatMap((target) =>
      docs.flatMap((doc) => [actionOf(target, doc), doc.source]),
    )
    const { items } = await elastic.call(
      'bulk',
      (client) => client.bulk({ operations, require_alias: true }, options),
      spanOf(docs.length, cause),
    )
    for (const { index: item } of items) {
      if (!item?.error || item.status === 409) continue
      if (item.status === 404) throw missing()
      if (isOfAll(item)) throw errors.SEARCH_UNAVAILABLE({}, { retryAfterMs: RETRY_MS })
      failed.set(item._id ?? '', item.error.type)
    }
    return { failed }
  }
  return {
    nameOf: (stamp) => `${alias}-g${INDEX_GENERATION}-${stamp}`,
    // Only lower: in a rolling deploy the build that leaves must not undo what the new one made.
    outdated: (name) => Number(GENERATION.exec(name)?.[1] ?? 0) < INDEX_GENERATION,
    async create(name) {
      const settings = indexSettings(shape)
      await elastic.call('create', (client) =>
        client.indices.create(
          {
            index: name,
            settings,
            mappings: INDEX_MAPPING,
            aliases: { [writeAlias(name)]: {} },
          },
          PATIENT,
        ),
      )
    },
    exists: (name) =>
      elastic.call('exists', (client) => client.indices.exists({ index: name }, PATIENT)),
    serving: holder,
    async serve(name) {
      const before = await holder()
      if (before === name) return
      const actions = [
        ...(before ? [{ remove: { index: before, alias } }] : []),
        { add: { index: name, alias } },
      ]
      // Both at once: there is no moment without results.
      await elastic.call('swap', (client) => client.indices.updateAliases({ actions }, PATIENT))
    },
    async drop(name) {
      await elastic.call('drop', (client) =>
        client.indices.delete({ index: name }, { ...PATIENT, ignore: [404] }),
      )
    },
    async count(name) {
      await elastic.call('refresh', (client) => client.indices.refresh({ index: name }, PATIENT))
      return (await elastic.call('count', (client) => client.count({ index: name }, PATIENT))).count
    },
    async refresh() {
      await elastic.call('refresh', (client) =>
        client.indices.refresh({ index: alias, ignore_unavailable: true }, PATIENT),
      )
    },
    write: bulk,
    fill: (name, docs) => bulk([name], docs, undefined, PATIENT),
  }
}

const RETRY_MS = 1_000
const missing = () => errors.INDEX_MISSING({}, { retryAfterMs: RETRY_MS })

/** The engine has no room or no time for any document, which is no fault of this one. */
const isOfAll = ({ status, error }: estypes.BulkResponseItem): boolean =>
  status === 429 || status >= 500 || error?.type === 'cluster_block_exception'

// Equal versions overwrite: the words of a document can change with the taxonomy while its version
// stays. Lower ones are refused with 409, which is as good as done.
const actionOf = (target: string, { id, version }: IndexDoc): estypes.BulkOperationContainer => ({
  index: { _index: writeAlias(target), _id: id, version, version_type: 'external_gte' },
})

const spanOf = (count: number, cause: WriteCause | undefined) => ({
  attributes: { 'db.operation.batch.size': count },
  ...(cause?.parent && { parent: cause.parent }),
  ...(cause?.links && { links: cause.links }),
})
