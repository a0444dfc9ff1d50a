// Suggestions of a running service: the taxonomy from its topic, ordered by the ads there are.
import { newId } from '@pk-auto/kernel/id'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  listing,
  listingEvent,
  next,
  searchFixture,
  type SearchFixture,
} from '../search-fixture.ts'

let fixture: SearchFixture
let search: Awaited<ReturnType<SearchFixture['start']>>
beforeAll(async () => {
  fixture = await searchFixture()
  search = await fixture.start()
})
afterAll(() => fixture[Symbol.asyncDispose]())

const suggested = async (q: string, channel = '') => {
  const { items } = await fixture.clientOf(search).suggest({ market: '', channel, q })
  return items.map(({ query }) => query)
}
const car = (model: string, city: string) =>
  listing({ facts: { make: 'suzuki', model, generation: '', variant: '', city } })

test('what there are more live ads of on the channel comes first', async () => {
  const [every, swift] = [car('every', 'multan'), car('swift', 'multan')]
  await fixture.publish(...[every, swift, car('swift', 'peshawar')].map(listingEvent))
  await search.settled()
  expect(await suggested('')).toEqual(
    expect.arrayContaining(['Suzuki Swift', 'Suzuki Every', 'Suzuki', 'Multan']),
  )
  expect((await suggested('')).slice(0, 2)).toEqual(['Suzuki Swift', 'Suzuki Every'])
  await fixture.publish(
    ...[car('every', 'multan'), car('every', 'multan'), next(swift, { state: 3 })].map(
      listingEvent,
    ),
  )
  await search.settled()
  expect((await suggested('')).slice(0, 2)).toEqual(['Suzuki Every', 'Suzuki Swift'])
})

test('three scripts find the same car', async () => {
  for (const typed of ['cult', 'kult', 'کلٹ'])
    expect((await suggested(typed))[0]).toMatch(/^(Suzuki Cultus|سوزوکی کلٹس)$/)
})

test('whoever pastes an ad is suggested that ad, as long as it has a page', async () => {
  const ad = car('swift', 'multan')
  await fixture.publish(listingEvent(ad))
  await search.settled()
  const { id } = ad
  expect(await suggested(`dekho https://automart.pk/cars/${id}/swift`)).toEqual([id])
  expect(await suggested(id, 'autotrader')).toEqual([])
  expect(await suggested(newId())).toEqual([])
})
