// Bugs in what a search is taken for, finds and counts, and in what it finds it in.
import type { Bug } from '../bug.ts'

const DOMAIN = 'services/search/src/domain'
const QUERY = `${DOMAIN}/query`
const WORDS = `${QUERY}/words/market-words.test.ts`
const UNDERSTAND = `${QUERY}/understand.test.ts`
const WISHES = 'services/search/test/wishes.it.test.ts'
const INDEX = 'services/search/src/outbound/index'
const GUARDS = 'services/search/test/store-guards.it.test.ts'
const SHOWING = 'services/search/test/showing.it.test.ts'
const BRANDS = 'services/search/test/brand-scope.it.test.ts'

export const SEARCH_BUGS: readonly Bug[] = [
  {
    name: '«28 laakh» is no price any more',
    file: `${QUERY}/words/spellings.ts`,
    find: 'lk lks laakh lack',
    put: 'lk lks lack',
    suite: UNDERSTAND,
  },
  {
    name: '«not more than» is read as «more than»',
    file: `${QUERY}/amounts/amounts.ts`,
    find: '    const turns = phraseBefore(words, from, NOT)\n',
    put: '    const turns = 0\n',
    suite: UNDERSTAND,
  },
  {
    name: '«ڈھائی» is two',
    file: `${QUERY}/words/number-words.ts`,
    find: "each(2.5, 'dhai",
    put: "each(2, 'dhai",
    suite: WORDS,
  },
  {
    name: 'a mileage without a direction is the least one wants',
    file: `${QUERY}/amounts/bounds.ts`,
    find: "if (direction === 'to' || what !== 'year') return { [`${what}To`]: value }",
    put:
      "if (direction === 'to') return { [`${what}To`]: value }\n" +
      "  if (what !== 'year') return { [`${what}From`]: value }",
    suite: UNDERSTAND,
  },
  {
    name: 'what was understood wins over what was chosen',
    file: `${QUERY}/apply.ts`,
    find: 'const values = chosen.terms[name]\n      ? []\n      : (terms[name] ?? [])',
    put: 'const values = false\n      ? []\n      : (terms[name] ?? [])',
    suite: `${QUERY}/apply.test.ts`,
  },
  {
    name: 'an event that comes again counts as news',
    file: `${DOMAIN}/search-doc.ts`,
    find: '  after.version > before.version ||',
    put: '  after.version >= before.version ||',
    suite: `${DOMAIN}/search-doc.test.ts`,
  },
  {
    name: 'a late event revives an erased ad',
    file: `${DOMAIN}/search-doc.ts`,
    find: '  if (doc && !doc.listing) return doc\n',
    put: '',
    suite: `${DOMAIN}/search-doc.test.ts`,
  },
  {
    name: 'an older document overwrites a newer one',
    file: 'services/search/src/outbound/doc-store.ts',
    find: '      where doc.doc_version < excluded.doc_version\n',
    put: '',
    suite: GUARDS,
  },
  {
    name: 'older news of a photo replaces newer news',
    file: 'services/search/src/outbound/media-store.ts',
    find: '      where fact.version < excluded.version\n',
    put: '',
    suite: GUARDS,
  },
  {
    name: 'a document changed while it was indexed is done with',
    file: 'services/search/src/outbound/due-store.ts',
    find: ' and due.doc_version <= r.doc_version\n          and due.due_at <= ${asOf}',
    put: '',
    suite: GUARDS,
  },
  {
    name: 'a sold car is found',
    file: `${DOMAIN}/listing.ts`,
    find: "  state === 'live' && audience === 'everyone'\n",
    put: "  state !== 'draft' && audience === 'everyone'\n",
    suite: `${DOMAIN}/search-doc.test.ts`,
  },
  {
    name: 'the ads of one market are found in another',
    file: `${INDEX}/listing-query.ts`,
    find: '  { term: { market } },\n',
    put: '',
    suite: SHOWING,
  },
  {
    name: 'the ads of one channel are found on another',
    file: `${INDEX}/listing-query.ts`,
    find: '  { term: { channels: channel } },\n',
    put: '',
    suite: SHOWING,
  },
  {
    name: 'an ad for its seller alone has a page',
    file: `${DOMAIN}/listing.ts`,
    find: "  listing.audience === 'everyone' &&\n",
    put: '',
    suite: SHOWING,
  },
  {
    name: 'two channels share the counts of one',
    file: `${INDEX}/listing-search.ts`,
    find: 'JSON.stringify([market, channel, filtersToWire(filters), nearCities',
    put: 'JSON.stringify([market, filtersToWire(filters), nearCities',
    suite: BRANDS,
  },
  {
    name: 'two markets share the counts of one',
    file: `${INDEX}/listing-search.ts`,
    find: 'JSON.stringify([market, channel, filtersToWire(filters), nearCities',
    put: 'JSON.stringify([channel, filtersToWire(filters), nearCities',
    suite: BRANDS,
  },
  {
    name: 'a count that failed is remembered',
    file: `${INDEX}/facet-cache.ts`,
    find: '        delete entry.loading\n',
    put: '',
    suite: `${INDEX}/facet-cache.test.ts`,
  },
  {
    name: 'a cursor works for another search',
    file: `${DOMAIN}/paging/cursor.ts`,
    find: '    of === hash &&\n',
    put: '',
    suite: `${DOMAIN}/paging/cursor.test.ts`,
  },
  {
    name: 'a cursor of one channel works on another',
    file: `${DOMAIN}/paging/cursor.ts`,
    find: '[market, channel, filtersToWire(filters), words, sort]',
    put: '[market, filtersToWire(filters), words, sort]',
    suite: `${DOMAIN}/paging/cursor.test.ts`,
  },
  {
    name: 'what stands in the index twice at one version stays as it was first',
    file: `${INDEX}/listing-index.ts`,
    find: "version_type: 'external_gte'",
    put: "version_type: 'external'",
    suite: 'services/search/test/index-guards.it.test.ts',
  },
  {
    name: '«20 lakh se zyada na ho» is at least that',
    file: `${QUERY}/amounts/amounts.ts`,
    find: 'boundsOf(measured, turned === undefined ? direction : opposite(direction))',
    put: 'boundsOf(measured, direction)',
    suite: UNDERSTAND,
  },
  {
    name: '«5 saal se zyada purani na ho» is older than that',
    file: `${QUERY}/amounts/ages.ts`,
    find: 'isLeast: isTurned ? isLess : isMore',
    put: 'isLeast: isMore',
    suite: UNDERSTAND,
  },
  {
    name: '«not automatic» asks for an automatic',
    file: `${QUERY}/negation.ts`,
    find: '    found.set(name, stretch)\n  }\n',
    put: '  }\n',
    suite: UNDERSTAND,
  },
  {
    name: '«cheapest» asks for no order',
    file: `${QUERY}/understand.ts`,
    find: '      if (length > 0) found ??= sort\n',
    put: '',
    suite: UNDERSTAND,
  },
  {
    name: '«saade 8 lakh» is eight lac',
    file: `${QUERY}/words/number-words.ts`,
    find: "each(0.5, 'sarhe saade",
    put: "each(0, 'sarhe saade",
    suite: UNDERSTAND,
  },
  {
    name: '«bais lakh» is twenty lac',
    file: `${QUERY}/words/number-words.ts`,
    find: "each(22, 'bais",
    put: "each(20, 'bais",
    suite: UNDERSTAND,
  },
  {
    name: 'an ordinary word is guessed to be a car',
    file: `${QUERY}/names.ts`,
    find: 'const NOT_GUESSED = [NOISE, REGISTERED, ORDINARY, SCALES, NUMBER_WORDS]',
    put: 'const NOT_GUESSED = [NOISE, REGISTERED]',
    suite: UNDERSTAND,
  },
  {
    name: 'words nobody knows empty the results of a known car',
    file: `${QUERY}/read-question.ts`,
    find: '  const ranks = namesSubject(applied.filters)\n',
    put: '  const ranks = false\n',
    suite: WISHES,
  },
  {
    name: 'words alone are no condition',
    file: `${QUERY}/read-question.ts`,
    find: '  const ranks = namesSubject(applied.filters)\n',
    put: '  const ranks = true\n',
    suite: WISHES,
  },
  {
    name: 'a lone price bounds, so that dearer cars vanish',
    file: `${QUERY}/understand.ts`,
    find: 'found.filter((amount) => amount !== lone)',
    put: 'found',
    suite: UNDERSTAND,
  },
  {
    name: 'a lone price ranks nothing',
    file: `${INDEX}/listing-query.ts`,
    find: '...nearness(query)] : []',
    put: '] : []',
    suite: WISHES,
  },
  {
    name: 'seats are unknown to the index',
    file: `${DOMAIN}/index-doc.ts`,
    find: 'seats: known.seats,',
    put: 'seats: [],',
    suite: WISHES,
  },
  {
    name: '«civic ya toyota» is a Civic',
    file: `${DOMAIN}/either-car.ts`,
    find: "    ...(makes.length > 0 && { model: [['make', makes]] }),\n",
    put: '',
    suite: `${DOMAIN}/either-car.test.ts`,
  },
  {
    name: 'an empty result of words and filters has no way out',
    file: `${INDEX}/listing-query.ts`,
    find: "    if (name !== 'q') filters[`q+${name}`] = lacking('q', name)\n",
    put: "    if (name !== 'q') delete filters[`q+${name}`]\n",
    suite: 'services/search/test/asking.it.test.ts',
  },
  {
    name: 'a cursor of words that rank works for words that are demanded',
    file: `${DOMAIN}/paging/cursor.ts`,
    find: 'equipment ?? [], ranks, nearPrice]',
    put: 'equipment ?? [], nearPrice]',
    suite: `${DOMAIN}/paging/cursor.test.ts`,
  },
  {
    name: 'what a full index refuses is taken for a fault of the documents',
    file: 'services/search/src/outbound/index/listing-index.ts',
    find: "status === 429 || status >= 500 || error?.type === 'cluster_block_exception'",
    put: 'status >= 500 && error !== undefined',
    suite: 'services/search/test/index-loss.it.test.ts',
  },
]
