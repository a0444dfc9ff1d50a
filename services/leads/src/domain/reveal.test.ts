// Who sees a number, and how often.
import { expect, test } from 'vitest'
import { mustHaveRoom, mustShowNumber, mustWelcome, spendOne } from './reveal.ts'

const day = { since: new Date(0), endsInMs: 5_000 }
const messagesOnly = { call: false, whatsapp: false }

test('a seller who wants messages gets no calls, and messages always come through', () => {
  expect(() => mustWelcome(messagesOnly, 'message')).not.toThrow()
  for (const kind of ['call', 'callback', 'whatsapp'] as const)
    expect(() => mustWelcome(messagesOnly, kind)).toThrow('CONTACT_BY_MESSAGE_ONLY')
  expect(() => mustWelcome({ call: false, whatsapp: true }, 'whatsapp')).not.toThrow()
  expect(() => mustWelcome({ call: false, whatsapp: true }, 'callback')).toThrow(
    'CONTACT_BY_MESSAGE_ONLY',
  )
})

test('a number is shown when one of the two ways is open', () => {
  expect(() => mustShowNumber({ call: false, whatsapp: true })).not.toThrow()
  expect(() => mustShowNumber(messagesOnly)).toThrow('CONTACT_BY_MESSAGE_ONLY')
})

test('the last number leaves none, and the one after waits for midnight', () => {
  expect(spendOne(0, 20, day)).toBe(19)
  expect(spendOne(19, 20, day)).toBe(0)
  expect(() => spendOne(20, 20, day)).toThrow(
    expect.objectContaining({ code: 'REVEALS_USED_UP', retryAfterMs: 5_000 }),
  )
  expect(() => mustHaveRoom(30, 30, day)).toThrow(
    expect.objectContaining({ code: 'LEADS_TOO_MANY', retryAfterMs: 5_000 }),
  )
})
