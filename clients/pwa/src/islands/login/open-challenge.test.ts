// Proves that a pending code is remembered across reloads until it expires, and that nothing secret
// is stored.
import { expect, test } from 'vitest'
import { storeChallenge, maskPhone, openChallenge, type OpenChallenge } from './open-challenge.ts'

const EXPIRES = '2026-11-21T04:05:00.000Z'
/** By the device's clock. */
const OVER = Date.parse('2026-11-21T04:00:00.000Z')
const OPEN: OpenChallenge = {
  challenge: {
    challengeId: 'c1',
    answeredAt: '2026-11-21T04:00:00.000Z',
    resendAt: '2026-11-21T04:01:00.000Z',
    expiresAt: EXPIRES,
    channel: 'sms',
  },
  // Of a device whose clock is five minutes slow.
  receivedAt: Date.parse('2026-11-21T03:55:00.000Z'),
  maskedPhone: maskPhone('0300 1234567'),
}
const drawer = () => {
  const entries = new Map<string, string>()
  const store = {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
  }
  return { entries, store: () => store }
}

test('a pending code is waited for until it expires', () => {
  const { store } = drawer()
  storeChallenge(OPEN, store)
  expect(openChallenge(OVER - 1, store)).toEqual(OPEN)
  expect(openChallenge(OVER, store)).toBeUndefined()
  storeChallenge(undefined, store)
  expect(openChallenge(0, store)).toBeUndefined()
})

test('the whole number is not stored', () => {
  const { entries, store } = drawer()
  storeChallenge(OPEN, store)
  expect([...entries.values()].join()).not.toMatch(/1234567|300123/)
  expect([maskPhone('0300 1234567'), maskPhone('+971501234567')]).toEqual([
    '0300 ••• 4567',
    '+971 ••• 4567',
  ])
})

test('an unreadable entry, or a browser without storage, counts as none', () => {
  const { entries, store } = drawer()
  for (const text of ['{', 'null', '{"challenge":{}}', '7']) {
    entries.set('automart.challenge.v2', text)
    expect(openChallenge(0, store)).toBeUndefined()
  }
  const refused = () => {
    throw new Error('refused')
  }
  expect(() => storeChallenge(OPEN, refused)).not.toThrow()
  expect(openChallenge(0, refused)).toBeUndefined()
})
