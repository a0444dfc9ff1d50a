// The ids of leads, made nominal where they enter.
import { isId } from '@pk-auto/kernel/id'
import type { Nominal } from '@pk-auto/kernel/nominal'
import { errors } from './errors.ts'

export type LeadId = Nominal<string, 'LeadId'>
export type ListingId = Nominal<string, 'ListingId'>
export type PersonId = Nominal<string, 'PersonId'>
export type OfferId = Nominal<string, 'OfferId'>
export type ConversationId = Nominal<string, 'ConversationId'>

/** @throws LEAD_NOT_FOUND: what is no id names nothing */
export function leadId(text: string): LeadId {
  if (!isId(text)) throw errors.LEAD_NOT_FOUND({ leadId: text.slice(0, 40) })
  return text as LeadId
}

/** @throws OFFER_NOT_FOUND: what is no id names nothing */
export function offerId(text: string): OfferId {
  if (!isId(text)) throw errors.OFFER_NOT_FOUND({ offerId: text.slice(0, 40) })
  return text as OfferId
}

/** @throws INVALID_LEAD (invalid) naming the field */
export function listingId(text: string): ListingId {
  if (!isId(text))
    throw errors.INVALID_LEAD(
      {},
      { fields: [{ path: 'listingId', code: 'INVALID_FORMAT', message: 'the id of an ad' }] },
    )
  return text as ListingId
}

/** What is no id names nobody. */
export const personIds = (texts: readonly string[]): PersonId[] => texts.filter(isId) as PersonId[]
