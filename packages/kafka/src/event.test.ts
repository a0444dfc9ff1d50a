// Headers there and back.
import type { KafkaMessage } from 'kafkajs'
import { expect, test } from 'vitest'
import { newestPerKey } from './batch-item.ts'
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

test('without versions the last event of each key stays, in order', () => {
  const event = (key: string, offset: string) => ({
    ...readEnvelope('t', 0, message({ offset })),
    key,
    value: offset,
  })
  const newest = newestPerKey([event('a', '1'), event('b', '2'), event('a', '3'), event('c', '4')])
  expect(newest.map(({ key, value }) => `${key}${value}`)).toEqual(['b2', 'a3', 'c4'])
})

test('the newest version stays when an old one comes late; a tombstone beats all', () => {
  const event = (key: string, value: number | null) => ({
    ...readEnvelope('t', 0, message({})),
    key,
    value,
  })
  const newest = newestPerKey(
    [event('a', 7), event('b', 1), event('a', 3), event('b', null), event('b', 2)],
    (version) => version,
  )
  expect(newest.map(({ key, value }) => [key, value])).toEqual([
    ['a', 7],
    ['b', null],
  ])
})
