// Who may see which listing, for every state and visibility there is.
import { expect, test } from 'vitest'
import type { Listing } from './listing.ts'
import { audienceOf } from './audience.ts'
import type { Visibility } from './listing-facts.ts'

const STATES: Listing['state'][] = ['draft', 'live', 'sold', 'closed', 'expired']
const VISIBILITIES: Visibility[] = ['public', 'wholesale-public', 'wholesale']

test('everyone sees public ads that are live or sold, and nothing else', () => {
  const seen = STATES.flatMap((state) =>
    VISIBILITIES.filter((visibility) => audienceOf(state, visibility) === 'everyone').map(
      (visibility) => `${state} ${visibility}`,
    ),
  )
  expect(seen).toEqual(['live public', 'sold public'])
})
