// Only numbers of open markets are ever written to.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { channelOf, langOf, mustBeAllowed } from './message.ts'

const rules = { callingCodes: ['+92'], sandbox: true }

test('a Pakistani number is allowed, a foreign, short or oddly written one is not', () => {
  expect(() => mustBeAllowed('+923001234567', rules)).not.toThrow()
  for (const to of [
    '+14155550123',
    '923001234567',
    '03001234567',
    '+92',
    '',
    '+92300123456x',
    '+9230012345678901',
  ]) {
    expect(() => mustBeAllowed(to, rules)).toThrowError('RECIPIENT_NOT_ALLOWED')
  }
})

test('nothing is sent to the sandbox range in production', () => {
  expect(() => mustBeAllowed('+923601234567', rules)).not.toThrow()
  expect(() => mustBeAllowed('+923601234567', { ...rules, sandbox: false })).toThrowError(
    'RECIPIENT_NOT_ALLOWED',
  )
})

test('whatever is asked for, what passes starts with an open country code', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\+\d{1,16}$/)), (to) => {
      try {
        mustBeAllowed(to, rules)
        return /^\+92\d+$/.test(to)
      } catch {
        return true
      }
    }),
  )
})

test('an unknown channel is refused and an unknown language is English', () => {
  expect(() => channelOf('pigeon')).toThrowError('CHANNEL_UNKNOWN')
  expect(langOf('fr')).toBe('en')
})
