// Opaque tokens: 256 random bits for the caller, a hash for the table.
import { createHash } from 'node:crypto'
import type { Nominal } from '@pk-auto/kernel/nominal'
import type { Chance } from './chance.ts'

/**
 * SHA-256 of a token, base64url. All that is ever stored; with 256 random bits inside, a plain hash
 * cannot be searched.
 */
export type TokenHash = Nominal<string, 'TokenHash'>

export type SecretToken = { readonly text: string; readonly hash: TokenHash }

const BYTES = 32

export const hashToken = (text: string): TokenHash =>
  createHash('sha256').update(text).digest('base64url') as TokenHash

export function drawToken(chance: Chance): SecretToken {
  const text = Buffer.from(chance.bytes(BYTES)).toString('base64url')
  return { text, hash: hashToken(text) }
}
