// The price history as a small stepped line: an asking price holds until the day it changes.
import { rupeesOf } from '@pk-auto/ui/price'
import type { PricePoint } from '@pk-auto/client-api/pwa.gen'

export type Chart = {
  readonly width: number
  readonly height: number
  readonly line: string
  readonly dots: readonly { readonly x: number; readonly y: number }[]
}
const WIDTH = 560
const HEIGHT = 120
const EDGE = 10

const round = (value: number): number => Math.round(value * 10) / 10

/**
 * The path from the first price to `until` (now, or the day the car was sold); undefined for fewer
 * than two points.
 */
export const priceChart = (points: readonly PricePoint[], until: Date): Chart | undefined => {
  const first = points[0]
  if (!first || points.length < 2) return undefined
  const start = Date.parse(first.at)
  const end = Math.max(until.getTime(), Date.parse(points.at(-1)?.at ?? first.at), start + 1)
  const prices = points.map((point) => rupeesOf(point.price))
  const low = Math.min(...prices)
  const span = Math.max(...prices) - low || 1
  const x = (at: number): number =>
    round(EDGE + ((at - start) / (end - start)) * (WIDTH - 2 * EDGE))
  const y = (price: number): number =>
    round(HEIGHT - EDGE - ((price - low) / span) * (HEIGHT - 2 * EDGE))
  const dots = points.map((point, index) => ({
    x: x(Date.parse(point.at)),
    y: y(prices[index] ?? low),
  }))
  const line = dots
    .map((dot, index) => (index === 0 ? `M${dot.x} ${dot.y}` : `H${dot.x}V${dot.y}`))
    .join('')
  return { width: WIDTH, height: HEIGHT, line: `${line}H${x(end)}`, dots }
}
