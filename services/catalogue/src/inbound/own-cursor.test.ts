// Cursors come back as they went, and nobody else's text is taken for one.
import { newId } from '@pk-auto/kernel/id'
import { expect, test } from 'vitest'
import type { ListingId } from '../domain/ids.ts'
import { cursorOf, readCursor } from './own-cursor.ts'

const id = newId() as ListingId
const written = (text: string): string => Buffer.from(text).toString('base64url')

test('a cursor comes back as it went', () => {
  const after = { createdAt: new Date('2026-11-20T12:00:00.123Z'), id }
  expect(readCursor(cursorOf(after))).toEqual(after)
  expect(readCursor(cursorOf(undefined))).toBeUndefined()
})

test.each([
  ['a word', 'next'],
  ['a time without an id', written('2026-11-20T12:00:00.000Z')],
  ['a time before any calendar of Postgres', written(`-271821-04-20T00:00:00.000Z ${id}`)],
  ['a year of six digits', written(`+275760-09-12T00:00:00.000Z ${id}`)],
  ['a time in words', written(`November 2026 ${id}`)],
])('%s is no cursor', (_what, text) =>
  expect(() => readCursor(text)).toThrowError('INVALID_CURSOR'),
)
