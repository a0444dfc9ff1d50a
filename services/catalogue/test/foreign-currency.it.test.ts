// An ad in another currency than the market's: the same answer wherever a price can be written.
import type { Person } from '@pk-auto/kernel/actor'
import { newId } from '@pk-auto/kernel/id'
import { money } from '@pk-auto/kernel/money'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { startCatalogueFixture, type CatalogueFixture } from './catalogue-fixture.ts'
import { corolla, draftOf } from './corolla.ts'

let fixture: CatalogueFixture
beforeAll(async () => void (fixture = await startCatalogueFixture(inject('servers'))))
afterAll(() => fixture[Symbol.asyncDispose]())

const as = async (person: Person) => ({ actorToken: await fixture.credentials.tokenFor(person) })
const keyed = async (person: Person) => ({
  ...(await as(person)),
  idempotency: { key: newId(), sha256: 'a' },
})
const inDollars = () => draftOf({ ...corolla(), price: money(1_385_000n, 'USD') })
const foreign = {
  kind: 'invalid',
  code: 'INVALID_LISTING',
  fields: [{ path: 'price.currency', code: 'CURRENCY_FOREIGN' }],
}

test('a price in dollars names the currency, in a new ad, an edited draft and a live ad alike', async () => {
  const ayesha = fixture.credentials.person()
  const { client } = fixture
  await expect(
    client.createListing({ draft: inDollars() }, await keyed(ayesha)),
  ).rejects.toMatchObject(foreign)
  const { listing } = await client.createListing({ draft: draftOf(corolla()) }, await keyed(ayesha))
  const id = listing!.id
  const edit = (expectedVersion: number) => async () =>
    client.updateListing(
      { id, expectedVersion, draft: inDollars(), fields: ['price'] },
      await as(ayesha),
    )
  await expect(edit(1)()).rejects.toMatchObject(foreign)
  await client.publishListing({ id, expectedVersion: 1 }, await as(ayesha))
  await expect(edit(2)()).rejects.toMatchObject(foreign)
  const { listings } = await client.getOwnListings({ ids: [id] }, await as(ayesha))
  expect(listings[0]?.listing).toMatchObject({ version: 2, facts: { price: { currency: 'PKR' } } })
})
