// The link in a mail that ends such mails: it names a person and a purpose, and nobody else can
// make one.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { isId } from '@pk-auto/kernel/id'
import { errors } from '../errors.ts'
import type { PersonId } from '../ids.ts'
import { type Purpose, PURPOSES } from './news.ts'

export type Stop = { readonly person: PersonId; readonly purpose: Purpose }

const sign = (secret: string, text: string): Buffer =>
  createHmac('sha256', secret).update(`stop:${text}`).digest()

/** Works as long as its secret is accepted: whoever finds an old mail may still have had enough. */
export function stopToken(secret: string, { person, purpose }: Stop): string {
  const text = `${person}.${purpose}`
  return `${text}.${sign(secret, text).toString('base64url')}`
}

/** Signed with any of the secrets. @throws STOP_LINK_INVALID (invalid) */
export function readStopToken(secrets: readonly string[], token: string): Stop {
  const [person = '', named = '', signature = ''] = token.split('.')
  const purpose = PURPOSES.find((known) => known === named)
  const given = Buffer.from(signature, 'base64url')
  const isRight = secrets
    .map((secret) => sign(secret, `${person}.${named}`))
    .some((right) => given.length === right.length && timingSafeEqual(given, right))
  if (!purpose || !isId(person) || !isRight) throw errors.STOP_LINK_INVALID()
  return { person: person as PersonId, purpose }
}
