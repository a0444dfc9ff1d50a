// Catalogue's configuration: business values from config/catalogue.yaml, addresses and secrets from
// the environment.
import { loadConfig, type Env } from '@pk-auto/lifecycle/config'
import {
  eventConfig,
  type EventConfig,
  eventSettings,
  grpcUrl,
  serviceConfig,
  type ServiceConfig,
  serviceSettings,
  retentionSettings,
} from '@pk-auto/lifecycle/service-settings'
import { z } from 'zod'
import type { SaleBounds } from './domain/sale/final-price.ts'
import type { ListingBounds } from './domain/listing-facts.ts'

const YAML = new URL('../../../config/catalogue.yaml', import.meta.url)

const Business = z.strictObject({
  listing: z.strictObject({
    minPrice: z.int().positive(),
    maxPrice: z.int().positive(),
    maxKm: z.int().positive(),
    maxPhotos: z.int().positive(),
    maxTitle: z.int().positive(),
    maxDescription: z.int().positive(),
    earliestYear: z.int(),
    newMaxKm: z.int().nonnegative(),
    newMaxAgeYears: z.int().nonnegative(),
    engineTolerancePercent: z.number().nonnegative(),
    minSoldForPercent: z.int().nonnegative(),
    maxSoldForPercent: z.int().positive(),
    lifetimeDays: z.number().positive(),
    draftDays: z.number().positive(),
    maxOpenDrafts: z.int().positive(),
    refreshEveryHours: z.number().nonnegative(),
    dropMinAgeHours: z.number().nonnegative(),
    saleUndoMinutes: z.number().nonnegative(),
  }),
  favourites: z.strictObject({ maxPerPerson: z.int().positive() }),
  wishes: z.strictObject({ maxNewPerDay: z.int().positive() }),
  sweeps: z.strictObject({
    expireEverySeconds: z.number().positive(),
    announceEverySeconds: z.number().positive(),
  }),
  ...retentionSettings,
})

const Schema = z.object({
  ...serviceSettings('catalogue'),
  ...eventSettings,
  MEDIA_IQ_GRPC_URL: grpcUrl('media-iq'),
  business: Business,
})

export type CatalogueConfig = ServiceConfig &
  EventConfig & {
    mediaUrl: string
    bounds: ListingBounds & SaleBounds
    maxOpenDrafts: number
    times: {
      lifetimeMs: number
      draftLifetimeMs: number
      refreshEveryMs: number
      dropMinAgeMs: number
      saleUndoMs: number
    }
    maxFavourites: number
    maxNewWishesPerDay: number
    expireEveryMs: number
    announceEveryMs: number
  }

const HOUR_MS = 3_600_000

/** @throws ConfigError naming every missing or wrong value and where to set it */
export function readCatalogueConfig(env: Env): CatalogueConfig {
  const { business, ...set } = loadConfig(Schema, { yamlFile: YAML, env })
  const { lifetimeDays, draftDays, maxOpenDrafts, refreshEveryHours, ...rest } = business.listing
  const { dropMinAgeHours, saleUndoMinutes, ...bounds } = rest
  return {
    ...serviceConfig(set, business),
    ...eventConfig(set),
    mediaUrl: set.MEDIA_IQ_GRPC_URL,
    bounds,
    maxOpenDrafts,
    times: {
      lifetimeMs: lifetimeDays * 24 * HOUR_MS,
      draftLifetimeMs: draftDays * 24 * HOUR_MS,
      refreshEveryMs: refreshEveryHours * HOUR_MS,
      // A developer wants to see a drop at once.
      dropMinAgeMs: set.PROFILE === 'production' ? dropMinAgeHours * HOUR_MS : 0,
      saleUndoMs: saleUndoMinutes * 60_000,
    },
    maxFavourites: business.favourites.maxPerPerson,
    maxNewWishesPerDay: business.wishes.maxNewPerDay,
    expireEveryMs: business.sweeps.expireEverySeconds * 1_000,
    announceEveryMs: business.sweeps.announceEverySeconds * 1_000,
  }
}
