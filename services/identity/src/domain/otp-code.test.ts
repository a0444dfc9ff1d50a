// A code is six digits, and good for one challenge on one device only.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DeviceKey } from './device.ts'
import type { ChallengeId } from './ids.ts'
import { digestCode, drawCode, sameDigest, typedCode } from './otp-code.ts'

const pepper = new Uint8Array(32).fill(7)
const binding = {
  challengeId: 'c1' as ChallengeId,
  device: 'd1' as DeviceKey,
  purpose: 'sign-in',
} as const
const drawn = (n: number) => drawCode({ below: () => n, bytes: (count) => new Uint8Array(count) })

test('every drawn code is exactly six digits', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999_999 }),
      (n) => /^\d{6}$/.test(drawn(n)) && Number(drawn(n)) === n,
    ),
  )
})

test('the same code on another challenge or device has another digest', () => {
  const digest = digestCode(pepper, binding, '000042')
  expect(sameDigest(digest, digestCode(pepper, binding, '000042'))).toBe(true)
  expect(
    sameDigest(
      digest,
      digestCode(pepper, { ...binding, challengeId: 'c2' as ChallengeId }, '000042'),
    ),
  ).toBe(false)
  expect(
    sameDigest(digest, digestCode(pepper, { ...binding, device: 'd2' as DeviceKey }, '000042')),
  ).toBe(false)
  expect(sameDigest(digest, digestCode(new Uint8Array(32), binding, '000042'))).toBe(false)
})

test('a code may be typed with spaces and in Urdu digits', () => {
  expect(typedCode(' ۱۲۳-456 ')).toBe('123456')
})
