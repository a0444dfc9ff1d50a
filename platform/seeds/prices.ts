// What a car would plausibly ask: anchors per model and year, then trim, mileage, city and
// registration. For seeds only.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { SeedGeneration, SeedVariant } from './shape.ts'

/**
 * `anchors`: [model year, lac PKR], ascending in both. `factors`: [beginning of a variant slug,
 * multiple], longest first.
 */
export type ModelPrices = { anchors: [number, number][]; factors: [string, number][] }
/** Keys are `make/model`, the commonest first. */
export type PriceTable = Map<string, ModelPrices>

type PricesFile = {
  models: Record<string, { anchors: Record<string, number>; factors?: Record<string, number> }>
}

/** Reads the table that lies next to this file. */
export const readPrices = (): PriceTable =>
  parsePrices(readFileSync(new URL('prices.yaml', import.meta.url), 'utf8'))

export function parsePrices(text: string): PriceTable {
  const { models } = parse(text) as PricesFile
  return new Map(
    Object.entries(models).map(([key, { anchors, factors }]) => [
      key,
      {
        anchors: Object.entries(anchors)
          .map(([year, lac]): [number, number] => [Number(year), lac])
          .toSorted((a, b) => a[0] - b[0]),
        factors: Object.entries(factors ?? {}).toSorted((a, b) => b[0].length - a[0].length),
      },
    ]),
  )
}

/** Lac PKR of the plainest trim of that model year; outside the anchors the nearest one counts. */
export function anchorOf(prices: ModelPrices, year: number): number {
  const [high, low] = [
    prices.anchors.find(([at]) => at >= year) ?? prices.anchors.at(-1)!,
    prices.anchors.findLast(([at]) => at <= year) ?? prices.anchors[0]!,
  ]
  if (high[0] <= low[0]) return high[1]
  // Cars lose a share of their value a year, not an amount: interpolate in the exponent.
  return low[1] * (high[1] / low[1]) ** ((year - low[0]) / (high[0] - low[0]))
}

/**
 * How this trim stands to the plainest one; an automatic costs more where the same shape is sold as
 * a manual too.
 */
export function trimFactor(
  prices: ModelPrices,
  generation: SeedGeneration,
  variant: SeedVariant,
): number {
  const factor =
    prices.factors.find(
      ([beginning]) => variant.slug === beginning || variant.slug.startsWith(`${beginning}-`),
    )?.[1] ?? 1
  const automatic =
    variant.transmission === 'automatic' &&
    generation.variants.some((other) => other.transmission === 'manual')
  return factor * (automatic ? 1.03 : 1)
}

export type Asked = {
  prices: ModelPrices
  generation: SeedGeneration
  variant: SeedVariant
  year: number
  km: number
  thisYear: number
  city: string
  registrationCity: string
}

/**
 * The plausible asking price in rupees, unrounded and without the seller's mood. Falls with age and
 * with km, all else equal.
 */
export function fairRupees(asked: Asked): number {
  const base =
    anchorOf(asked.prices, asked.year) *
    100_000 *
    trimFactor(asked.prices, asked.generation, asked.variant)
  const usualKm = 3_000 + Math.max(0, asked.thisYear - asked.year) * 12_000
  // Ten thousand kilometres more or less than usual move a price by about one percent; nobody pays
  // much for very few, or forgives very many.
  const mileage = Math.min(1.08, Math.max(0.8, Math.exp((usualKm - asked.km) / 900_000)))
  return (
    base * mileage * (CITY_FACTOR[asked.city] ?? 0.985) * registrationFactor(asked.registrationCity)
  )
}

const CITY_FACTOR: Record<string, number> = {
  karachi: 0.99,
  lahore: 1.01,
  islamabad: 1.02,
  rawalpindi: 1.01,
  peshawar: 0.98,
  quetta: 0.975,
}
// Numbers of small cities sell for less; a car nobody has registered yet lets the buyer choose.
const registrationFactor = (city: string): number =>
  ({ islamabad: 1.015, lahore: 1.01, karachi: 0.99, unregistered: 1.005 })[city] ?? 0.985

/**
 * Rupees as people ask them: steps of 10,000 below 20 lac, 25,000 below one crore, 100,000 above.
 * At least 50,000.
 */
export function askable(rupees: number): bigint {
  const step = rupees < 2_000_000 ? 10_000 : rupees < 10_000_000 ? 25_000 : 100_000
  return BigInt(Math.max(50_000, Math.round(rupees / step) * step))
}
