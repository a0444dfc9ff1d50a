// A listing as a row and back: the only file that knows the columns.
import { money } from '@pk-auto/kernel/money'
import type { Selectable } from 'kysely'
import type { ListingId, MediaId, PersonId, VehicleId } from '../domain/ids.ts'
import type { CloseReason, Listing } from '../domain/listing.ts'
import type { ListingFacts, Visibility } from '../domain/listing-facts.ts'
import type { Listing as ListingTable } from './schema.gen.ts'

export type ListingRow = Selectable<ListingTable>

export const LISTING_COLUMNS = [
  'id',
  'seller_id',
  'version',
  'state',
  'market',
  'seller_type',
  'make',
  'model',
  'generation',
  'variant',
  'year',
  'price_minor',
  'price_currency',
  'price_since',
  'dropped_from_minor',
  'km',
  'engine_cc',
  'fuel',
  'transmission',
  'assembly',
  'body',
  'colour',
  'city',
  'area',
  'registration_city',
  'condition',
  'features',
  'title',
  'photos',
  'visibility',
  'channels',
  'description',
  'description_lang',
  'vin',
  'frame_number',
  'vehicle_id',
  'created_at',
  'updated_at',
  'published_at',
  'expires_at',
  'ended_at',
  'close_reason',
  'sold_for_minor',
  'published_version',
  'reactivated_version',
  'refreshed_version',
] as const satisfies readonly (keyof ListingTable)[]

function factsOf(row: ListingRow): ListingFacts {
  return {
    make: row.make,
    model: row.model,
    ...(row.generation !== null && { generation: row.generation }),
    ...(row.variant !== null && { variant: row.variant }),
    year: row.year,
    price: money(row.price_minor, row.price_currency),
    km: row.km,
    engineCc: row.engine_cc,
    fuel: row.fuel,
    transmission: row.transmission,
    assembly: row.assembly,
    body: row.body,
    colour: row.colour,
    city: row.city,
    ...(row.area !== null && { area: row.area }),
    registrationCity: row.registration_city,
    condition: row.condition,
    features: row.features,
    ...(row.title !== null && { title: row.title }),
    photos: row.photos as MediaId[],
    visibility: row.visibility as Visibility,
    channels: row.channels,
    ...(row.description !== null &&
      row.description_lang !== null && {
        description: { text: row.description, lang: row.description_lang },
      }),
    ...(row.vin !== null && { vin: row.vin }),
    ...(row.frame_number !== null && { frameNumber: row.frame_number }),
    // With a chassis number it follows from that and is no fact of its own.
    ...(row.vehicle_id !== null &&
      row.vin === null &&
      row.frame_number === null && { vehicleId: row.vehicle_id as VehicleId }),
  }
}

/** @throws Error for a row no transition can have made */
export function toListing(row: ListingRow): Listing {
  const base = {
    id: row.id as ListingId,
    seller: row.seller_id as PersonId,
    version: row.version,
    market: row.market,
    sellerType: row.seller_type as Listing['sellerType'],
    facts: factsOf(row),
    ...(row.vehicle_id !== null && { vehicleId: row.vehicle_id as VehicleId }),
    priceSince: row.price_since,
    ...(row.dropped_from_minor !== null && {
      droppedFrom: money(row.dropped_from_minor, row.price_currency),
    }),
    reached: {
      ...(row.published_version !== null && { published: row.published_version }),
      ...(row.reactivated_version !== null && { reactivated: row.reactivated_version }),
      ...(row.refreshed_version !== null && { refreshed: row.refreshed_version }),
    },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
  const { state, published_at: publishedAt, expires_at: expiresAt, ended_at: endedAt } = row
  // A draft may be without an end until its next edit sets one.
  if (state === 'draft') return { ...base, state, expiresAt: expiresAt ?? row.updated_at }
  if (state === 'live' && publishedAt && expiresAt)
    return { ...base, state, publishedAt, expiresAt }
  if (publishedAt && endedAt) {
    if (state === 'expired') return { ...base, state, publishedAt, endedAt }
    if (state === 'closed')
      return { ...base, state, publishedAt, endedAt, reason: row.close_reason as CloseReason }
    if (state === 'sold')
      return {
        ...base,
        state,
        publishedAt,
        endedAt,
        ...(row.sold_for_minor !== null && {
          soldFor: money(row.sold_for_minor, row.price_currency),
        }),
      }
  }
  throw new Error(`listing ${row.id} is ${state} without its times`)
}

export function toRow(listing: Listing): ListingRow {
  const { facts } = listing
  return {
    id: listing.id,
    seller_id: listing.seller,
    version: listing.version,
    state: listing.state,
    market: listing.market,
    seller_type: listing.sellerType,
    make: facts.make,
    model: facts.model,
    generation: facts.generation ?? null,
    variant: facts.variant ?? null,
    year: facts.year,
    price_minor: facts.price.minor,
    price_currency: facts.price.currency,
    price_since: listing.priceSince,
    dropped_from_minor: listing.droppedFrom?.minor ?? null,
    km: facts.km,
    engine_cc: facts.engineCc,
    fuel: facts.fuel,
    transmission: facts.transmission,
    assembly: facts.assembly,
    body: facts.body,
    colour: facts.colour,
    city: facts.city,
    area: facts.area ?? null,
    registration_city: facts.registrationCity,
    condition: facts.condition,
    features: [...facts.features],
    title: facts.title ?? null,
    photos: [...facts.photos],
    visibility: facts.visibility,
    channels: [...facts.channels],
    description: facts.description?.text ?? null,
    description_lang: facts.description?.lang ?? null,
    vin: facts.vin ?? null,
    frame_number: facts.frameNumber ?? null,
    vehicle_id: listing.vehicleId ?? null,
    created_at: listing.createdAt,
    updated_at: listing.updatedAt,
    published_at: listing.state === 'draft' ? null : listing.publishedAt,
    expires_at: 'expiresAt' in listing ? listing.expiresAt : null,
    ended_at: 'endedAt' in listing ? listing.endedAt : null,
    close_reason: listing.state === 'closed' ? listing.reason : null,
    sold_for_minor: listing.state === 'sold' ? (listing.soldFor?.minor ?? null) : null,
    published_version: listing.reached.published ?? null,
    reactivated_version: listing.reached.reactivated ?? null,
    refreshed_version: listing.reached.refreshed ?? null,
  }
}
