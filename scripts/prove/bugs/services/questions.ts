// Bugs in reading what a person asks for: amounts, orders, and what is not wanted.
import type { Bug } from '../../bug.ts'

const QUERY = 'services/search/src/domain/query'
const WORDS = `${QUERY}/words/market-words.test.ts`
const ASKING = 'services/search/test/asking.it.test.ts'
const WISHES = 'services/search/test/wishes.it.test.ts'

export const QUESTION_BUGS: readonly Bug[] = [
  {
    name: '«10 lac advance» is a price',
    file: `${QUERY}/understand.ts`,
    find: ', ...readPayments(words)]',
    put: ']',
    suite: `${QUERY}/amounts/payments.test.ts`,
  },
  {
    name: '«mehngi na ho» asks for the dearest first',
    file: `${QUERY}/order.ts`,
    find: 'const found = unwanted ? turned : orderAt',
    put: 'const found = orderAt',
    suite: WORDS,
  },
  {
    name: '«1 lac se kam chali» is a price',
    file: `${QUERY}/amounts/driven.ts`,
    find: "return isDriven ? { ...quantity, kind: 'km' } : quantity",
    put: 'return quantity',
    suite: WORDS,
  },
  {
    name: '«20 ya 25 lac» is near 25 lac',
    file: `${QUERY}/amounts/amounts.ts`,
    find: 'isSpan(first, quantity))',
    put: 'false)',
    suite: WORDS,
  },
  {
    name: '«mehngi civic sunroof wali» begins with one that has none',
    file: 'services/search/src/usecases/search-listings.ts',
    find: '...(ranks && isAskedInWords && equipment.length > 0 && { equipmentFirst: true }),',
    put: '',
    suite: WISHES,
  },
  {
    name: '«lahore karachi ke ilawa» asks for Lahore',
    file: `${QUERY}/negation.ts`,
    find: 'if (!after || !left.has(after)',
    put: 'if (true || !after || !left.has(after)',
    suite: `${QUERY}/understand.test.ts`,
  },
  {
    name: '«28 lac aur 50 hazar tak» is at most 50,000 km',
    file: `${QUERY}/amounts/quantity.ts`,
    find: 'joined ? first.end + 1 : first.end',
    put: 'first.end',
    suite: `${QUERY}/understand.test.ts`,
  },
  {
    name: '«4.5 grade vitz» is near 4.5 lac',
    file: `${QUERY}/understand.ts`,
    find: ', ...reserveEquipment(words, gradesIn(words))',
    put: '',
    suite: `${QUERY}/understand.test.ts`,
  },
  {
    name: '«7 ya 8 seater» demands both of one car',
    file: 'services/search/src/outbound/index/listing-query.ts',
    find: '{ terms: { seats: [wished.value, wished.or] } }',
    put: '{ term: { seats: wished.or } }',
    suite: WISHES,
  },
  {
    name: '«make=ٹویوٹا» is refused',
    file: 'services/search/src/domain/filter-parse.ts',
    find: 'isSlug ? given : valueNamed(filter, given, vocabulary)',
    put: 'isSlug ? given : undefined',
    suite: ASKING,
  },
  {
    name: 'bounds the wrong way round find nothing',
    file: 'services/search/src/domain/filter-parse.ts',
    find: 'if (from === undefined || to === undefined || from <= to) return []',
    put: 'if (measure) return []',
    suite: ASKING,
  },
  {
    name: 'a value given by name stays in the address',
    file: 'clients/pwa/src/pages/cars/index.astro',
    find: 'if (named && unread.length === 0)',
    put: 'if (false)',
    suite: 'clients/pwa/test/named-values.it.test.ts',
  },
]
