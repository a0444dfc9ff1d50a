// The shape of the listings index: explicit and strict, so that a field nobody thought of is
// refused instead of guessed.
import type { estypes } from '@elastic/elasticsearch'
import { TERM_FILTERS } from '../../domain/filters.ts'

/**
 * Raise it with every change of this file: the deploy that brings it then builds a new index by
 * itself. A test holds the two together.
 */
export const INDEX_GENERATION = 3

export type IndexShape = {
  readonly shards: number
  readonly replicas: number
  readonly refreshMs: number
}

// Ordinals are built at each refresh instead of at the first search after it: with a refresh four
// times a second somebody would wait each time.
const FACET = { type: 'keyword', eager_global_ordinals: true } as const
// Scores are the boosts of the words that match and nothing else: they stay the same while other
// ads come and go, so paging by score is stable.
const WORDS = { type: 'text', similarity: 'boolean', norms: false, index_options: 'docs' } as const
// Words are folded and cut by our own normaliser before they get here; these filters catch what
// other clients of the index might send.
const FOLDING = ['lowercase', 'decimal_digit', 'arabic_normalization', 'persian_normalization']

export const indexSettings = ({
  shards,
  replicas,
  refreshMs,
}: IndexShape): estypes.IndicesIndexSettings => ({
  number_of_shards: shards,
  number_of_replicas: replicas,
  refresh_interval: `${refreshMs}ms`,
  analysis: {
    filter: { starts: { type: 'edge_ngram', min_gram: 2, max_gram: 15 } },
    analyzer: {
      words: { type: 'custom', tokenizer: 'whitespace', filter: FOLDING },
      starts: { type: 'custom', tokenizer: 'whitespace', filter: [...FOLDING, 'starts'] },
    },
  },
})

export const INDEX_MAPPING: estypes.MappingTypeMapping = {
  dynamic: 'strict',
  properties: {
    id: { type: 'keyword' },
    live: { type: 'boolean' },
    market: { type: 'keyword' },
    channels: { type: 'keyword' },
    seller: { type: 'keyword' },
    ...Object.fromEntries(TERM_FILTERS.map((name) => [name, FACET])),
    year: { type: 'short' },
    // Minor units. Not scaled_float: the native server has none.
    price: { type: 'long' },
    km: { type: 'integer' },
    // Cubic centimetres.
    engine: { type: 'integer' },
    features: { type: 'keyword' },
    // All numbers the car is sold with, where its taxonomy knows them.
    seats: { type: 'byte' },
    certified: { type: 'boolean' },
    inspected: { type: 'boolean' },
    hasVideo: { type: 'boolean' },
    // Unix milliseconds.
    publishedAt: { type: 'long' },
    words: {
      ...WORDS,
      analyzer: 'words',
      fields: { starts: { ...WORDS, analyzer: 'starts', search_analyzer: 'words' } },
    },
    // The card as it is shown, passed through: nothing in it is searched.
    card: { type: 'object', enabled: false },
  },
}
