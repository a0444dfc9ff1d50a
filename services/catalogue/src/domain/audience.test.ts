// Who may see which listing, for every state and visibility there is.
import { expect, test } from 'vitest'
import type { Listing } from './listing.ts'
import { audienceOf, audienceWhileLive } from './audience.ts'
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

test('a public ad that has ended was seen by everyone; a draft and dealers’ ads never were', () => {
  const open = STATES.flatMap((state) =>
    VISIBILITIES.filter((visibility) => audienceWhileLive(state, visibility) === 'everyone').map(
      (visibility) => `${state} ${visibility}`,
    ),
  )
  expect(open).toEqual(['live public', 'sold public', 'closed public', 'expired public'])
})
