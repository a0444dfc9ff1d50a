// Headers there and back.
import type { KafkaMessage } from 'kafkajs'
import { expect, test } from 'vitest'
import { type OutboundEvent, readEnvelope, toHeaders } from './event.ts'

const sent: OutboundEvent = {
  id: '0199',
  topic: 'catalogue.listing.v1',
  key: 'listing-1',
  type: 'pkauto.catalogue.v1.ListingChanged',
  value: new Uint8Array([1]),
  at: new Date('2026-01-02T03:04:05.678Z'),
}
const message = (parts: Partial<KafkaMessage>): KafkaMessage =>
  ({
    key: Buffer.from('listing-1'),
    value: Buffer.from([1]),
    offset: '7',
    timestamp: '1767323045678',
    attributes: 0,
    ...parts,
  }) as KafkaMessage

test('what is written into CloudEvents headers is read back, to the millisecond', () => {
  const text = toHeaders(
    sent,
    'catalogue',
    '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  )
  expect(text).toMatchObject({
    ce_specversion: '1.0',
    ce_source: '/pk-auto/catalogue',
    ce_subject: 'listing-1',
  })
  const headers = Object.fromEntries(
    Object.entries(text).map(([name, value]) => [name, Buffer.from(String(value))]),
  )
  expect(readEnvelope(sent.topic, 2, message({ headers }))).toEqual({
    id: sent.id,
    type: sent.type,
    key: sent.key,
    at: sent.at,
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    topic: sent.topic,
    partition: 2,
    offset: '7',
  })
})

test('a message without headers still has an id of its own and a time', () => {
  expect(readEnvelope('t', 0, message({}))).toMatchObject({
    id: 't/0/7',
    type: '',
    at: new Date(1767323045678),
  })
  expect(readEnvelope('t', 0, message({ headers: { ce_time: Buffer.from('soon') } })).at).toEqual(
    new Date(1767323045678),
  )
})
