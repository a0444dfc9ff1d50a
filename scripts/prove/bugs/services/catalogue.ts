// Bugs in what a seller may say of a car, and in the life of an ad.
import type { Bug } from '../../bug.ts'

const DOMAIN = 'services/catalogue/src/domain'
const LIFE = `${DOMAIN}/listing.test.ts`
const FACTS = `${DOMAIN}/listing-check.test.ts`
const UNDO = `${DOMAIN}/sale/undo.test.ts`
const SPOKEN = `${DOMAIN}/phone/spoken-digits.test.ts`
const PHONE = `${DOMAIN}/phone/phone-number.test.ts`
const USECASES = 'services/catalogue/src/usecases'
const STORES = 'services/catalogue/src/outbound'
const SWEEPS = 'services/catalogue/test/draft-expiry.it.test.ts'

export const CATALOGUE_BUGS: readonly Bug[] = [
  {
    name: 'a sold car comes back to the market long after its sale',
    file: `${DOMAIN}/listing.ts`,
    find: '  mustNotBeFinal(listing, now, times)\n',
    put: '',
    suite: UNDO,
  },
  {
    name: 'closing an ad and bringing it back lifts it as often as one likes',
    file: `${DOMAIN}/listing.ts`,
    find: "const lifts = listing.state !== 'sold' && untilLift(listing, now, times) <= 0",
    put: "const lifts = listing.state !== 'sold'",
    suite: LIFE,
  },
  {
    name: 'a live ad becomes an ad of another car',
    file: `${DOMAIN}/listing.ts`,
    find: "if (listing.state === 'live') mustBeSameCar(",
    put: "if (listing.state === 'draft') mustBeSameCar(",
    suite: LIFE,
  },
  {
    name: 'a price raised for an hour makes a drop',
    file: `${DOMAIN}/price-history.ts`,
    find: 'if (stood && compareMoney(',
    put: 'if (compareMoney(',
    suite: LIFE,
  },
  {
    name: 'a sale repeated at another price is taken for the same sale',
    file: `${DOMAIN}/repeated.ts`,
    find: '    listing.soldFor?.minor === ending.soldFor?.minor &&\n',
    put: '',
    suite: LIFE,
  },
  {
    name: 'a car is offered for 28 rupees, where 28 lac was meant',
    file: `${DOMAIN}/listing-check.ts`,
    find: 'else if (rupees < BigInt(bounds.minPrice))',
    put: 'else if (rupees <= 0n)',
    suite: FACTS,
  },
  {
    name: 'a price has paisa',
    file: `${DOMAIN}/listing-check.ts`,
    find: 'if (facts.price.minor % 100n !== 0n)',
    put: 'if (facts.price.minor < 0n)',
    suite: FACTS,
  },
  {
    name: 'a title holds a telephone number written in groups',
    file: `${DOMAIN}/listing-text.ts`,
    find: '|| !holdsPhoneNumber(title)',
    put: '|| !holdsPhoneNumber(title.split(/\\s/).at(-1) ?? title)',
    suite: FACTS,
  },
  {
    name: 'a mobile number without its zero is none',
    file: `${DOMAIN}/phone/phone-number.ts`,
    find: '    if (isBareMobile(rest)) return true\n',
    put: '',
    suite: PHONE,
  },
  {
    name: 'numbers run together are read in every way there is',
    file: `${DOMAIN}/phone/spoken-digits.ts`,
    find: "return parts.join('') === token",
    put: 'return new RegExp(`^(?:\\\\d|${LONGEST_FIRST})+$`).test(token)',
    suite: SPOKEN,
  },
  {
    name: 'a number word of Urdu is not known',
    file: `${DOMAIN}/phone/spoken-digits.ts`,
    find: ' باسٹھ\n',
    put: '\n',
    suite: PHONE,
  },
  {
    name: 'a price with all its noughts is a telephone number',
    file: `${DOMAIN}/phone/phone-number.ts`,
    find: 'return !/(?:00|99)$/.test(first)',
    put: 'return !/(?:99)$/.test(first)',
    suite: PHONE,
  },
  {
    name: 'everybody sees what is for dealers',
    file: `${DOMAIN}/audience.ts`,
    find: "visibility === 'public'",
    put: "visibility !== 'wholesale'",
    suite: `${DOMAIN}/audience.test.ts`,
  },
  {
    name: 'a car is sold for any price, the higher of two bounds being taken',
    file: `${DOMAIN}/sale/final-price.ts`,
    find: 'most < maxPrice ? most : maxPrice',
    put: 'most > maxPrice ? most : maxPrice',
    suite: `${DOMAIN}/sale/final-price.test.ts`,
  },
  {
    name: 'the version is compared before the lock alone, so that of two edits both win',
    file: `${USECASES}/change-listing.ts`,
    find: '        mustBeVersion(before, command)\n',
    put: '',
    suite: `${USECASES}/publish-listing.test.ts`,
  },
  {
    name: 'only the database knows whose an ad is',
    file: `${DOMAIN}/access.ts`,
    find: 'if (listing.seller !== person.personId)',
    put: "if (listing.seller === '')",
    suite: `${DOMAIN}/access.test.ts`,
  },
  {
    name: 'the photos of a live ad are those of anybody',
    file: `${USECASES}/update-listing.ts`,
    find: "if (before.state === 'live' && patch.photos)",
    put: "if (before.state === 'draft' && patch.photos)",
    suite: 'services/catalogue/test/photos.it.test.ts',
  },
  {
    name: 'drafts begun at once pass the cap together',
    file: `${STORES}/draft-store.ts`,
    find: 'select pg_advisory_xact_lock(',
    put: 'select (',
    suite: 'services/catalogue/test/drafts-and-vehicles.it.test.ts',
  },
  {
    name: 'a seller has one draft more than there may be',
    file: `${DOMAIN}/draft.ts`,
    find: 'if (count < most) return',
    put: 'if (count <= most) return',
    suite: 'services/catalogue/test/drafts-and-vehicles.it.test.ts',
  },
  {
    name: 'the sweep of drafts removes live ads',
    file: `${STORES}/draft-store.ts`,
    find: `      .where('state', '=', 'draft')
      .where('expires_at', '<=', now)
    const rows = await due.orderBy('expires_at').limit(limit).forUpdate().skipLocked().execute()
    return rows.map(toListing).filter((listing) => listing.state === 'draft')
`,
    put: `      .where('expires_at', '<=', now)
    const rows = await due.orderBy('expires_at').limit(limit).forUpdate().skipLocked().execute()
    return rows.map(toListing) as Draft[]
`,
    suite: SWEEPS,
  },
  {
    name: 'the sweep of ads ends what is over already',
    file: `${STORES}/listing-store.ts`,
    find: "      .where('state', '=', 'live')\n",
    put: '',
    suite: SWEEPS,
  },
  {
    name: 'the description of an ad that is over stays public',
    file: `${STORES}/listing-store.ts`,
    find: "audienceOf(state as Listing['state'], visibility as Visibility) === 'everyone'",
    put: "state !== 'draft' && visibility === 'public'",
    suite: 'services/catalogue/test/listings.it.test.ts',
  },
]
