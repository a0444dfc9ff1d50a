// The ids catalogue speaks of, branded where they enter.
import type { Brand } from '@pk-auto/kernel/brand'
import { errors } from './errors.ts'
import { isId } from '@pk-auto/kernel/id'

export type ListingId = Brand<string, 'ListingId'>
export type PersonId = Brand<string, 'PersonId'>
export type MediaId = Brand<string, 'MediaId'>
export type VehicleId = Brand<string, 'VehicleId'>

/** @throws LISTING_NOT_FOUND: what is no id names nothing */
export function listingId(text: string): ListingId {
  if (!isId(text)) throw errors.LISTING_NOT_FOUND({ listingId: text.slice(0, 40) })
  return text as ListingId
}
