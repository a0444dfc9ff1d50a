// Cars that people miss: counted by days, bounded, shown to operators, without a trace of anybody.
import { atOnce } from '@pk-auto/testing/at-once'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { startCatalogueFixture, type CatalogueFixture } from './catalogue-fixture.ts'

let fixture: CatalogueFixture
let { client, admin, clock } = {} as CatalogueFixture

beforeAll(async () => {
  fixture = await startCatalogueFixture(inject('servers'), { change: { maxNewWishesPerDay: 3 } })
  ;({ client, admin, clock } = fixture)
})
afterAll(() => fixture[Symbol.asyncDispose]())

const listed = async () => (await admin.listModelWishes({})).wishes

test('a wish counts once a day, whoever has it and in whatever letters', async () => {
  await client.wishModel({ make: 'Kia', model: 'Stonic' })
  await client.wishModel({ make: 'KIA ', model: 'stonic' })
  expect(await listed()).toMatchObject([{ make: 'Kia', model: 'Stonic', days: 1 }])
  clock.advance(86_400_000)
  await client.wishModel({ make: 'kia', model: 'stonic' })
  const [wish] = await listed()
  expect(wish).toMatchObject({ make: 'Kia', days: 2 })
  expect(wish!.lastOn > wish!.firstOn).toBe(true)
})

test('new wishes of a day are bounded, also those of one moment; known ones go on', async () => {
  const names = ['Bolt', 'Cami', 'Duet', 'Esse', 'Gran']
  const barrier = { database: fixture.testDb, table: 'model_wish' }
  const wish = (nth: number) => client.wishModel({ make: 'Daihatsu', model: names[nth] ?? '' })
  const outcomes = await atOnce(names.length, wish, barrier)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  await expect(client.wishModel({ make: 'Kia', model: 'Soul' })).rejects.toMatchObject({
    kind: 'too_many',
    code: 'WISHES_TOO_MANY',
  })
  await client.wishModel({ make: 'Kia', model: 'Stonic' })
  clock.advance(86_400_000)
  await client.wishModel({ make: 'Kia', model: 'Soul' })
  expect(await listed()).toHaveLength(5)
})

test('what is no name of a car is refused, and nothing else is stored', async () => {
  const call = { make: 'Kia', model: '0300 1234567' }
  await expect(client.wishModel(call)).rejects.toMatchObject({ code: 'INVALID_WISH' })
  const [row] = await fixture.rows('select * from model_wish limit 1')
  expect(Object.keys(row!).toSorted()).toEqual(
    ['days', 'first_on', 'last_on', 'make', 'model', 'wish'].toSorted(),
  )
})
