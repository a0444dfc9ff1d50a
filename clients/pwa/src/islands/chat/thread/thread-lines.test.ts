// Proves what a conversation shows: days of the market, holes between, waiting words at the end.
import { EMPTY_LOG, withEvents } from '@pk-auto/client-live/core/log'
import type { Entry } from '@pk-auto/client-live/core/outbox'
import type { ChatEvent } from '@pk-auto/client-live/frames'
import { expect, test } from 'vitest'
import { translator } from '@pk-auto/ui/i18n'
import { NOTE_CODES } from '@pk-auto/client-live/core/notes'
import { noteText } from './note-text.ts'
import { isChangeable, linesOf, sentState } from './thread-lines.ts'

const message = (seq: number, at: string, clientId?: string): ChatEvent => ({
  ...{ seq, type: 'message', actor: 'a', at, body: { kind: 'text', text: `${seq}` } },
  ...(clientId === undefined ? {} : { clientId }),
})
const entry = (clientId: string, at: string): Entry => ({
  ...{ clientId, conv: 'c', text: 'later', at, order: 1 },
})
const logOf = (...events: ChatEvent[]) => withEvents(EMPTY_LOG, events).log

test('a day begins at midnight in Pakistan', () => {
  const log = logOf(message(1, '2026-03-10T18:59:00Z'), message(2, '2026-03-10T19:01:00Z'))
  expect(linesOf(log, []).map(({ kind }) => kind)).toEqual(['day', 'message', 'day', 'message'])
})

test('behind a hole the day is named again', () => {
  const log = logOf(message(1, '2026-03-10T08:00:00Z'), message(4, '2026-03-10T09:00:00Z'))
  const kinds = linesOf(log, []).map(({ kind }) => kind)
  expect(kinds).toEqual(['day', 'message', 'hole', 'day', 'message'])
  expect(new Set(linesOf(log, []).map(({ key }) => key)).size).toBe(5)
})

test('offers stand between the messages where they were made', () => {
  const at = '2026-03-10T08:00:00Z'
  const step = (seq: number, name: string): ChatEvent => ({
    ...{ seq, type: 'offer', actor: 'a', at, clientId: `s${seq}` },
    body: { offer: { offerId: 'o', step: name, price: { minor: 100, currency: 'PKR' } } },
  })
  const log = logOf(message(3, at), step(2, 'made'), step(4, 'declined'), message(1, at))
  expect(linesOf(log, []).map(({ kind, key }) => `${kind} ${key}`)).toEqual([
    'day day 2026-03-10',
    ...['message seq 1', 'offer seq 2', 'message seq 3', 'offer seq 4'],
  ])
})

test('a note of the platform stands where it was written, an unknown one nowhere', () => {
  const at = '2026-03-10T08:00:00Z'
  const note = (seq: number, code: string): ChatEvent => ({
    ...{ seq, type: 'system', actor: '00000000-0000-0000-0000-000000000000', at },
    body: { note: code },
  })
  const log = logOf(message(1, at), note(2, 'ad-sold'), note(3, 'ad-flies'), message(4, at))
  const lines = linesOf(log, [])
  expect(lines.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
    ...['day day 2026-03-10', 'message seq 1', 'note seq 2', 'message seq 4'],
  ])
})

test.each(['en', 'ur'] as const)('in %s each note has a sentence of its own', (lang) => {
  const texts = NOTE_CODES.map((code) => noteText(translator(lang), { code }))
  expect(new Set(texts).size).toBe(NOTE_CODES.length)
  expect(texts.every((text) => /\p{Script=Arabic}/u.test(text) === (lang === 'ur'))).toBe(true)
})

test('words that are in the log by now are shown once, under the key they had', () => {
  const log = logOf(message(1, '2026-03-10T08:00:00Z', 'k1'))
  const lines = linesOf(log, [
    entry('k1', '2026-03-10T08:00:00Z'),
    entry('k2', '2026-03-10T08:01:00Z'),
  ])
  expect(lines.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
    'day day 2026-03-10',
    'message k1',
    'waiting k2',
  ])
})

test('a message is sent, then delivered, then read', () => {
  const marks = { peerReadSeq: 3, peerDeliveredSeq: 5 }
  expect([3, 4, 5, 6].map((seq) => sentState(seq, marks))).toEqual([
    'read',
    'delivered',
    'delivered',
    'sent',
  ])
  expect(sentState(1, undefined)).toBe('sent')
})

test('a message can be changed for a quarter of an hour, a deleted one not at all', () => {
  const at = '2026-03-10T08:00:00Z'
  const words = { content: 'text', text: '', edited: false } as const
  const own = { kind: 'message', seq: 1, actor: 'a', at, ...words } as const
  const late = Date.parse(at) + 15 * 60_000
  expect(isChangeable({ ...own, deleted: false }, late - 1)).toBe(true)
  expect(isChangeable({ ...own, deleted: false }, late)).toBe(false)
  expect(isChangeable({ ...own, deleted: true }, late - 1)).toBe(false)
})
