// Proves that a step of an offer arrives with all that an answer to it needs, in logs and lists,
// and a note of the platform as one.
import { Event, EventType, ListedConversation } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { expect, test } from 'vitest'
import { event } from '../schemas/conversation.ts'
import { presentConversation, presentEvent } from './conversation.ts'

const id = (last: number): string => `0197a1c2-5b7e-7d44-9a3f-00000000000${last}`
const price = { minor: 285_000_000n, currency: 'PKR' }
const stepOf = (offer: object) =>
  Event.fromPartial({
    ...{ seq: 3n, type: EventType.EVENT_TYPE_OFFER, actorId: id(1), clientId: id(2) },
    ...{ at: new Date('2026-11-28T12:00:00Z'), offer: { offerId: id(3), step: 'made', ...offer } },
  })
const expiresAt = new Date('2026-12-01T12:00:00Z')
const whole = { price, leadId: id(4), version: 1, expiresAt }
const shown = {
  ...{ offerId: id(3), step: 'made', price: { minor: 285_000_000, currency: 'PKR' } },
  ...{ leadId: id(4), version: 1, expiresAt: expiresAt.toISOString() },
}

test('a step names its offer, lead, version, price and end', () => {
  const out = presentEvent(stepOf(whole))
  expect(out).toMatchObject({ type: 'offer', body: { offer: shown } })
  expect(event.safeParse(out).success).toBe(true)
})

test('an older step is shown without what it lacks', () => {
  const out = presentEvent(stepOf({ price }))
  expect(out.body.offer).toEqual({ offerId: id(3), step: 'made', price: shown.price })
  expect(event.safeParse(out).success).toBe(true)
})

test('a list shows the step that came last', () => {
  const listed = ListedConversation.fromPartial({
    ...{ conversation: { id: id(5) }, side: { personId: id(1), peerId: id(6) } },
    last: stepOf(whole),
  })
  expect(presentConversation(listed).last).toMatchObject({
    ...{ type: 'offer', preview: '', offer: shown, mine: true },
  })
})

test('a row says of a peer who was erased that they are gone, and of no other', () => {
  const peerOf = (peerErased: boolean) =>
    presentConversation(
      ListedConversation.fromPartial({
        conversation: { id: id(1) },
        side: { personId: id(2), peerId: id(3) },
        peerErased,
      }),
    ).peer
  expect(peerOf(true)).toEqual({ id: id(3), gone: true })
  expect(peerOf(false)).toEqual({ id: id(3) })
})

test('a note of the platform has its code, nobody’s name and no words', () => {
  const note = Event.fromPartial({
    ...{ seq: 4n, type: EventType.EVENT_TYPE_SYSTEM, note: 'ad-sold' },
    ...{ actorId: '00000000-0000-0000-0000-000000000000', at: new Date('2026-11-28T12:00:00Z') },
  })
  const out = presentEvent(note)
  expect(out).toMatchObject({ type: 'system', body: { note: 'ad-sold' } })
  expect(Object.keys(out.body)).toEqual(['note'])
  expect(event.safeParse(out).success).toBe(true)
})
