// Dead letters as a person reads them at night.
import { CASES } from '@pk-auto/proto/topics'
import { expect, test } from 'vitest'
import { eventText } from './event-text.ts'

test('bytes that are an event of the topic are shown as JSON', () => {
  expect(JSON.parse(eventText({ topic: CASES.name, value: new Uint8Array() }))).toBeTypeOf('object')
})

test('bytes that are none are shown as they are, with the reason', () => {
  const poison = new Uint8Array([0xff, 0x00, 0x7b])
  expect(eventText({ topic: CASES.name, value: poison })).toMatch(/ff007b$/)
  expect(eventText({ topic: 'nobody.nothing.v1', value: poison })).toMatch(/^no such topic/)
})

test('a tombstone says so', () => {
  expect(eventText({ topic: CASES.name, value: null })).toMatch(/tombstone/)
})
