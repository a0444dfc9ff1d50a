// Proves that the chart steps where the price changed and stays inside its frame.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { priceChart } from './price-chart.ts'

const point = (day: number, rupees: number) => ({
  at: new Date(Date.UTC(2026, 0, day)).toISOString(),
  price: { minor: rupees * 100, currency: 'PKR' as const },
})

test('one price draws nothing', () => {
  expect(priceChart([point(1, 2_850_000)], new Date(Date.UTC(2026, 0, 9)))).toBeUndefined()
})

test('a drop is a step down on its day', () => {
  const chart = priceChart(
    [point(1, 3_000_000), point(6, 2_800_000)],
    new Date(Date.UTC(2026, 0, 11)),
  )
  expect(chart?.dots).toEqual([
    { x: 10, y: 10 },
    { x: 280, y: 110 },
  ])
  expect(chart?.line).toBe('M10 10H280V110H550')
})

test('every dot is inside the frame, whatever the history', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 50_000, max: 200_000_000 })), {
        minLength: 2,
        maxLength: 20,
      }),
      (steps) => {
        const points = steps
          .toSorted((a, b) => a[0] - b[0])
          .map(([day, rupees]) => point(day, rupees))
        for (const dot of priceChart(points, new Date(0))?.dots ?? []) {
          expect(dot.x).toBeGreaterThanOrEqual(0)
          expect(dot.x).toBeLessThanOrEqual(560)
          expect(dot.y).toBeGreaterThanOrEqual(0)
          expect(dot.y).toBeLessThanOrEqual(120)
        }
      },
    ),
  )
})
