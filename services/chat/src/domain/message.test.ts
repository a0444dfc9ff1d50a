// What may be said, by whom it may be taken back, and until when.
import { expect, test } from 'vitest'
import { begin, merged } from './conversation.ts'
import type { ConversationId, PersonId } from './ids.ts'
import { mustBeChangeable, mustBeText, readableMessage, type Written } from './message.ts'

const NOW = new Date('2026-03-01T08:00:00Z')
const LIMITS = { maxText: 20, changeableMs: 900_000 }
const [ali, sana] = ['a', 'b'] as [PersonId, PersonId]
const id = 'c' as ConversationId

test('a text is stored tidy, and may have many lines in any script', () => {
  expect(readableMessage('  salam\r\nبھائی ', LIMITS)).toBe('salam\nبھائی')
})

test.each([
  ['', 'TEXT_EMPTY'],
  ['\u200f \u200e', 'TEXT_EMPTY'],
  ['x'.repeat(21), 'TOO_LONG'],
])('the text %j is refused as %s', (text, code) => {
  expect(() => readableMessage(text, LIMITS)).toThrow(
    expect.objectContaining({
      code: 'INVALID_MESSAGE',
      fields: [expect.objectContaining({ path: 'text', code })],
    }),
  )
})

test('its author may change a message for fifteen minutes, to the millisecond', () => {
  const message = { kind: 'text', actor: ali, at: NOW } as const
  const change = (ms: number, written: Written = message) =>
    mustBeChangeable(written, {
      ...{ seq: 1, changeableMs: LIMITS.changeableMs },
      now: new Date(NOW.getTime() + ms),
    })
  const changed = (type: 'edited' | 'deleted') => ({
    ...message,
    changed: { type, seq: 2, at: NOW },
  })
  expect(() => change(900_000)).not.toThrow()
  expect(() => change(900_001)).toThrow('MESSAGE_TOO_OLD')
  expect(() => change(0, changed('edited'))).not.toThrow()
  expect(() => change(0, changed('deleted'))).toThrow('MESSAGE_DELETED')
})

test('only words are changed', () => {
  const message = { actor: ali, at: NOW }
  expect(() => mustBeText({ ...message, kind: 'text' })).not.toThrow()
  expect(() => mustBeText({ ...message, kind: 'image' })).toThrow('MESSAGE_NOT_TEXT')
})

test('two people have one conversation, whoever begins it; nobody talks to themselves', () => {
  const about = { kind: 'person' } as const
  const of = (from: PersonId, to: PersonId) => begin({ id, about, from, to }, NOW).people
  expect(of(sana, ali)).toEqual(of(ali, sana))
  expect(() => of(ali, ali)).toThrow('OWN_CONVERSATION')
})

test('a mark never goes back, and never beyond the log', () => {
  expect([merged(5, 3, 9), merged(5, 7, 9), merged(5, 70, 9)]).toEqual([5, 7, 9])
})
