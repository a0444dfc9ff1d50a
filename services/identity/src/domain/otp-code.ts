// The six digits themselves: how they are drawn, and how they are stored so that nobody can read
// them back.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { readCode } from '@pk-auto/reading/code'
import type { Chance } from './chance.ts'
import type { DeviceKey } from './device.ts'
import type { ChallengeId } from './ids.ts'

export const CODE_DIGITS = 6

export type Purpose = 'sign-in'

/**
 * What a code is good for. A code presented for anything else has another digest and is simply
 * wrong.
 */
export type CodeBinding = { challengeId: ChallengeId; device: DeviceKey; purpose: Purpose }

/** Six digits with leading zeros, every code equally likely. */
export const drawCode = (chance: Chance): string =>
  String(chance.below(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')

/**
 * HMAC-SHA-256 under the pepper: with a plain hash, trying all million codes would take a thief of
 * the table a second.
 */
export function digestCode(pepper: Uint8Array, binding: CodeBinding, code: string): Uint8Array {
  return createHmac('sha256', pepper)
    .update(JSON.stringify([binding.challengeId, binding.device, binding.purpose, code]))
    .digest()
}

/** Constant time. */
export const sameDigest = (a: Uint8Array, b: Uint8Array): boolean =>
  a.byteLength === b.byteLength && timingSafeEqual(a, b)

/**
 * However it is typed, or with the whole message around it; what is no code has the digest of none.
 */
export const typedCode = (text: string): string => {
  const code = readCode(text)
  return code.ok ? code.value : ''
}
