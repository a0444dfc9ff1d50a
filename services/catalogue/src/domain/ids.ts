// The ids of catalogue, made nominal where they enter.
import type { Nominal } from '@pk-auto/kernel/nominal'
import { errors } from './errors.ts'
import { isId } from '@pk-auto/kernel/id'

export type ListingId = Nominal<string, 'ListingId'>
export type PersonId = Nominal<string, 'PersonId'>
export type MediaId = Nominal<string, 'MediaId'>
export type VehicleId = Nominal<string, 'VehicleId'>

/** @throws LISTING_NOT_FOUND: what is no id names nothing */
export function listingId(text: string): ListingId {
  if (!isId(text)) throw errors.LISTING_NOT_FOUND({ listingId: text.slice(0, 40) })
  return text as ListingId
}

/** What is no id names nobody. */
export const personIds = (texts: readonly string[]): PersonId[] =>
  texts.filter((text) => isId(text)) as PersonId[]
