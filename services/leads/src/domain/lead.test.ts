// What becomes of a lead, without any I/O.
import { expect, test } from 'vitest'
import type { ConversationId, LeadId, ListingId, PersonId } from './ids.ts'
import { begin, contacted, edited, mustBeAnothers, readable, replied } from './lead.ts'

const noon = new Date('2026-11-28T12:00:00Z')
const later = new Date('2026-11-28T13:00:00Z')
const [buyer, seller] = ['buyer', 'seller'] as PersonId[] as [PersonId, PersonId]
const source = { gateway: 'gateway-pwa', channel: 'automart' }
const lead = begin(
  {
    ...{ id: 'lead' as LeadId, listing: 'listing' as ListingId, buyer, seller },
    conversation: 'conversation' as ConversationId,
  },
  { kind: 'message', source, at: noon },
)

test('a further contact is counted in the same lead', () => {
  expect(contacted(lead, { kind: 'call', source, at: later })).toMatchObject({
    ...{ id: 'lead', version: 2, lastKind: 'call', contacts: 2 },
    ...{ createdAt: noon, lastContactAt: later },
  })
})

test('only the seller’s first reply counts, and moves a new lead on', () => {
  const first = replied(lead, later)
  expect(first).toMatchObject({ version: 2, status: 'contacted', firstReplyAt: later })
  expect(first && replied(first, noon)).toBeUndefined()
  expect(replied(edited(lead, seller, 'won'), later)?.status).toBe('won')
})

test('the status is the seller’s; a buyer who leaves it alone may edit', () => {
  expect(edited(lead, seller, 'viewing')).toMatchObject({ version: 2, status: 'viewing' })
  expect(edited(lead, buyer)).toMatchObject({ version: 2, status: 'new' })
  for (const guess of ['won', lead.status] as const)
    expect(() => edited(lead, buyer, guess)).toThrow('INVALID_LEAD')
})

test('nobody is their own buyer', () => {
  expect(() => mustBeAnothers(lead, seller)).toThrow('OWN_LISTING')
})

test('a text that nobody can read or that is too long is refused by its field', () => {
  expect(readable('  salam ', 'text', 10)).toBe('salam')
  expect(readable('  ', 'note', 10)).toBe('')
  expect(() => readable('x'.repeat(11), 'text', 10)).toThrow('INVALID_LEAD')
  expect(() => readable('a\u0000b', 'text', 10)).toThrow('INVALID_LEAD')
})
