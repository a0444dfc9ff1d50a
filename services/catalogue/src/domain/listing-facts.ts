// What a seller states about a car, and its bounds.
import type { Money } from '@pk-auto/kernel/money'
import type { MediaId, VehicleId } from './ids.ts'

export type Visibility = 'public' | 'wholesale-public' | 'wholesale'

/**
 * Slugs are the taxonomy's; `km` on the odometer; `engineCc` in cubic centimetres, 0 for electric
 * cars.
 */
export type ListingFacts = {
  make: string
  model: string
  generation?: string
  variant?: string
  year: number
  price: Money
  km: number
  engineCc: number
  fuel: string
  transmission: string
  assembly: string
  body: string
  colour: string
  city: string
  area?: string
  registrationCity: string
  condition: string
  features: readonly string[]
  title?: string
  photos: readonly MediaId[]
  visibility: Visibility
  channels: readonly string[]
  description?: { text: string; lang: string }
  vin?: string
  frameNumber?: string
  /** Named by the seller; absent when there is a chassis number, which identifies the vehicle. */
  vehicleId?: VehicleId
}

/** Business bounds, from config/catalogue.yaml. Prices in whole rupees. */
export type ListingBounds = {
  minPrice: number
  maxPrice: number
  maxKm: number
  maxPhotos: number
  maxTitle: number
  maxDescription: number
  earliestYear: number
  /** A car is called new up to so many kilometres and model years before this one. */
  newMaxKm: number
  newMaxAgeYears: number
  /** How far an engine may be from the smallest and the largest the taxonomy knows of its model. */
  engineTolerancePercent: number
}
