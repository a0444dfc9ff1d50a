// Republishing goes through everything once, batch by batch, at the rate that was asked for.
import { expect, test } from 'vitest'
import { republishAll, type Republish } from './republish-all.ts'

const owner = (total: number, size: number) => {
  const asked: string[] = []
  const republish: Republish = async ({ ids, after }) => {
    asked.push(ids.length > 0 ? `${ids.length} ids` : `after ${after}`)
    if (ids.length > 0) return { republished: ids.length, next: '' }
    const end = Math.min(total, Number(after) + size)
    return { republished: end - Number(after), next: end < total ? String(end) : '' }
  }
  return { asked, republish }
}
const still = async () => undefined

test('everything is republished, page by page, until there is no further page', async () => {
  const { asked, republish } = owner(1_200, 500)
  expect(await republishAll(republish, { ids: [], perSecond: 1_000, pause: still })).toBe(1_200)
  expect(asked).toEqual(['after ', 'after 500', 'after 1000'])
})

test('between batches it waits as long as the rate demands', async () => {
  const waits: number[] = []
  await republishAll(owner(1_000, 500).republish, {
    ids: [],
    perSecond: 250,
    pause: async (ms) => void waits.push(ms),
  })
  expect(waits).toEqual([2_000])
})

test('named ids go in batches of 500, and nothing else is republished', async () => {
  const { asked, republish } = owner(9_999, 500)
  const ids = Array.from({ length: 700 }, (_, index) => String(index))
  expect(await republishAll(republish, { ids, perSecond: 1_000, pause: still })).toBe(700)
  expect(asked).toEqual(['500 ids', '200 ids'])
})

test('a rate that is none is refused before anything is republished', async () => {
  const { asked, republish } = owner(10, 5)
  await expect(republishAll(republish, { ids: [], perSecond: Number('fast') })).rejects.toThrow(
    '--per-second',
  )
  expect(asked).toEqual([])
})
