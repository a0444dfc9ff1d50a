// An ad that is on the server as the fields of the wizard, and the way back: only what changed.
import type { Listing, ListingPatch } from '@pk-auto/client-api/pwa.gen'
import { rupeesOf } from '@pk-auto/ui/price'
import { bodyOf, type Fields } from '../fields/fields.ts'
import type { WizardPhoto } from '../photos/photo-state.ts'

/** What an edit begins from: the ad as it was read, at its version. */
export type EditBase = {
  readonly id: string
  readonly version: number
  /** Buyers see it: it stays the ad of the same car. */
  readonly live: boolean
  readonly fields: Fields
  /** The ids of its photos in their order. */
  readonly photos: readonly string[]
  /** Addresses of small pictures by photo id. */
  readonly pictures: Readonly<Record<string, string>>
}

/** Of somebody's own ad; the chassis number is there only for its seller. */
export const baseOf = (ad: Listing): EditBase => ({
  id: ad.id,
  version: ad.version,
  live: ad.state === 'live',
  fields: {
    make: ad.make,
    model: ad.model,
    generation: ad.generation ?? '',
    variant: ad.variant ?? '',
    year: String(ad.year),
    km: String(ad.km),
    engineCc: String(ad.engineCc),
    fuel: ad.fuel,
    transmission: ad.transmission,
    assembly: ad.assembly,
    body: ad.body,
    colour: ad.colour,
    condition: ad.condition,
    city: ad.city,
    area: ad.area ?? '',
    registrationCity: ad.registrationCity,
    chassis: ad.vin ?? ad.frameNumber ?? '',
    features: ad.features,
    price: String(rupeesOf(ad.price)),
    priceSure: '',
    title: ad.sellerTitle ?? '',
    description: ad.description?.text ?? '',
  },
  photos: ad.photos.map(({ mediaId }) => mediaId),
  pictures: Object.fromEntries(ad.photos.map(({ mediaId, urls }) => [mediaId, urls.thumb])),
})

/** A photo that the ad has already. */
export const photoOnAd = (mediaId: string): WizardPhoto => ({
  id: mediaId,
  name: '',
  key: '',
  mediaId,
  sent: true,
  tries: 0,
  phase: { at: 'ready' },
})

/** The photos in their order, by the ids the server knows. */
export const mediaOf = (photos: readonly WizardPhoto[]): readonly string[] =>
  photos.flatMap((photo) => (photo.mediaId === undefined ? [] : [photo.mediaId]))

/** The fields fixed on an ad that buyers see. */
export const isFixed = (base: EditBase | undefined, name: keyof Fields): boolean =>
  base?.live === true &&
  (['make', 'model', 'year'].includes(name) || (name === 'chassis' && base.fields.chassis !== ''))

/**
 * The body of PATCH /listings/{id}: fields that differ from what the edit began from; null empties
 * one. An empty object when nothing changed. Only for fields without problems.
 */
export const patchOf = (
  base: EditBase,
  fields: Fields,
  photos: readonly WizardPhoto[],
): ListingPatch => {
  const before: Readonly<Record<string, unknown>> = bodyOf(base.fields, base.photos)
  const now: Readonly<Record<string, unknown>> = bodyOf(fields, mediaOf(photos))
  const names = new Set([...Object.keys(before), ...Object.keys(now)])
  return Object.fromEntries(
    [...names]
      .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]))
      .map((name) => [name, now[name] ?? null]),
  )
}
