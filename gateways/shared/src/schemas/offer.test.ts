// The bounds of an offer in the document are those that leads is configured with.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { OFFER_BOUNDS } from './offer.ts'

const config = readFileSync(new URL('../../../../config/leads.yaml', import.meta.url), 'utf8')

test.each(['minPrice', 'maxPrice'] as const)('%s is what leads has', (name) => {
  expect(config).toMatch(new RegExp(`^  ${name}: ${OFFER_BOUNDS[name]}$`, 'm'))
})
