// The ids identity works with, typed at the edge so that one cannot be passed for another.
import type { Brand } from '@pk-auto/kernel/brand'
import { errors } from './errors.ts'
import { isId } from '@pk-auto/kernel/id'

export type PersonId = Brand<string, 'PersonId'>
/** One signed-in device. Also names the family of all tokens that this device ever gets. */
export type SessionId = Brand<string, 'SessionId'>
export type ChallengeId = Brand<string, 'ChallengeId'>

function parse<Id extends string>(text: string, path: string): Id {
  if (!isId(text))
    throw errors.ID_INVALID({}, { fields: [{ path, code: 'ID_INVALID', message: 'is not an id' }] })
  return text as Id
}

/** @throws ID_INVALID (invalid) */
export const personId = (text: string, path = 'id'): PersonId => parse(text, path)
/** @throws ID_INVALID (invalid) */
export const sessionId = (text: string, path = 'id'): SessionId => parse(text, path)
/** @throws ID_INVALID (invalid) */
export const challengeId = (text: string, path = 'challengeId'): ChallengeId => parse(text, path)
