// A listing is its seller's, whatever the database would have shown.
import { newId } from '@pk-auto/kernel/id'
import type { Actor } from '@pk-auto/kernel/actor'
import { expect, test } from 'vitest'
import { corolla } from '../../test/corolla.ts'
import { mustOwn } from './access.ts'
import type { ListingId, PersonId } from './ids.ts'
import { draft } from './listing.ts'

const person = (personId: string): Actor => ({
  ...{ kind: 'person', personId, sessionId: newId(), roles: ['moderator'] },
  ...{ assurance: 'otp', market: 'pk', termsDue: false },
})
const seller = newId()
const listing = draft(newId() as ListingId, seller as PersonId, 'pk', corolla(), new Date(), {
  draftLifetimeMs: 1,
})

test('its seller has a listing, to all others it is not there, and visitors sign in', () => {
  expect(mustOwn(person(seller), listing)).toMatchObject({ personId: seller })
  expect(() => mustOwn(person(newId()), listing)).toThrow('LISTING_NOT_FOUND')
  expect(() => mustOwn({ kind: 'anonymous', market: 'pk' }, listing)).toThrow('SIGN_IN_REQUIRED')
})
