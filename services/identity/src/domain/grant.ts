// What a sign-in or a refresh grants: an access token for minutes, and a refresh token that gets
// the next pair.
import type { Chance } from './chance.ts'
import { drawToken, type SecretToken, type TokenHash } from './secret-token.ts'

export type Lifetimes = { readonly accessMs: number; readonly refreshMs: number }

export type Grant = {
  readonly access: SecretToken
  readonly accessExpiresAt: Date
  readonly refresh: SecretToken
  readonly refreshExpiresAt: Date
  /** The refresh token this was exchanged for; undefined at sign-in. */
  readonly parent: TokenHash | undefined
}

export function drawGrant(
  chance: Chance,
  lifetimes: Lifetimes,
  parent: TokenHash | undefined,
  now: Date,
): Grant {
  return {
    access: drawToken(chance),
    accessExpiresAt: new Date(now.getTime() + lifetimes.accessMs),
    refresh: drawToken(chance),
    refreshExpiresAt: new Date(now.getTime() + lifetimes.refreshMs),
    parent,
  }
}
