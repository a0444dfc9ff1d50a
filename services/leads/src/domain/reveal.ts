// Whom a number is shown to, and how many new ones a person may see in a day. Pure.
import type { Day } from './day.ts'
import { errors } from './errors.ts'
import type { ListingId, PersonId } from './ids.ts'
import type { Kind } from './lead.ts'

/** How a seller wants to be reached besides messages, which always reach them. */
export type Ways = { readonly call: boolean; readonly whatsapp: boolean }

/** A row of the ledger: written once and never again. */
export type Reveal = {
  readonly person: PersonId
  readonly listing: ListingId
  readonly seller: PersonId
  readonly at: Date
}

/** @throws CONTACT_BY_MESSAGE_ONLY (conflict) */
export function mustWelcome({ call, whatsapp }: Ways, kind: Kind): void {
  const welcome = kind === 'message' || (kind === 'whatsapp' ? whatsapp : call)
  if (!welcome) throw errors.CONTACT_BY_MESSAGE_ONLY()
}

/** @throws CONTACT_BY_MESSAGE_ONLY (conflict) for a seller who wants neither calls nor WhatsApp */
export function mustShowNumber({ call, whatsapp }: Ways): void {
  if (!call && !whatsapp) throw errors.CONTACT_BY_MESSAGE_ONLY()
}

/** How many are left after one more. @throws REVEALS_USED_UP (too_many) when there is none */
export function spendOne(used: number, maxADay: number, { endsInMs }: Day): number {
  if (used >= maxADay) throw errors.REVEALS_USED_UP({ maxADay }, { retryAfterMs: endsInMs })
  return maxADay - used - 1
}

/** Of sellers a person turns to for the first time. @throws LEADS_TOO_MANY (too_many) */
export function mustHaveRoom(begun: number, newADay: number, { endsInMs }: Day): void {
  if (begun >= newADay) throw errors.LEADS_TOO_MANY({ newADay }, { retryAfterMs: endsInMs })
}
