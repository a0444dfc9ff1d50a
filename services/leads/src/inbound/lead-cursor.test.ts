// A cursor comes back as it was given out, and nothing else is one.
import { newId } from '@pk-auto/kernel/id'
import { expect, test } from 'vitest'
import type { LeadId } from '../domain/ids.ts'
import { cursorOf, readCursor } from './lead-cursor.ts'

test('a cursor names the place it was made for', () => {
  const after = { at: new Date('2026-11-28T12:00:00.123Z'), id: newId() as LeadId }
  expect(readCursor(cursorOf(after))).toEqual(after)
  expect(readCursor(cursorOf(undefined))).toBeUndefined()
})

test.each(['x', '+', Buffer.from('2026-11-28 no-id').toString('base64url')])(
  'the text %s is no cursor',
  (text) => {
    expect(() => readCursor(text)).toThrow('INVALID_CURSOR')
  },
)
