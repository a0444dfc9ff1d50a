// Made-up conversations are the same for the same order, possible, and hold no number.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { talks } from './conversations.ts'

const order = { seed: 7, conversations: 300, ads: 200, people: 50 }
const made = talks(order)

test('one order gives the same conversations again, and another seed others', () => {
  expect(talks(order)).toEqual(made)
  expect(talks({ ...order, seed: 8 })).not.toEqual(made)
  expect(made.length).toBeGreaterThan(250)
})

test('nobody asks twice about one ad, and the buyer begins', () => {
  const pairs = made.map(({ adIndex, buyerIndex }) => `${adIndex} ${buyerIndex}`)
  expect(new Set(pairs).size).toBe(pairs.length)
  expect(new Set(made.map(({ lines }) => lines[0]?.by))).toEqual(new Set(['buyer']))
  expect(made.filter(({ lines }) => lines.some(({ text }) => /\d{5}/.test(text)))).toEqual([])
})

test('every line is in the past, in its order', () => {
  for (const { daysAgo, lines } of made) {
    const minutes = lines.map(({ minutesAfter }) => minutesAfter)
    expect(minutes).toEqual(minutes.toSorted((a, b) => a - b))
    expect(minutes.at(-1)).toBeLessThan(daysAgo * 24 * 60)
  }
})

test('any market, however small, gets conversations that fit it or none', () => {
  const small = fc.nat({ max: 5 })
  fc.assert(
    fc.property(fc.nat(), small, small, (seed, ads, people) => {
      for (const { adIndex, buyerIndex } of talks({ seed, conversations: 20, ads, people }))
        expect(adIndex < ads && buyerIndex < people).toBe(true)
    }),
  )
})
