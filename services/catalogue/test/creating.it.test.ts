// A create is made once per key: what a repeat gets, and what is stored for it.
import { newId } from '@pk-auto/kernel/id'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { startCatalogueFixture, type CatalogueFixture } from './catalogue-fixture.ts'
import { corolla, draftOf } from './corolla.ts'

let fixture: CatalogueFixture
let { client, credentials, as, keyed } = {} as CatalogueFixture

beforeAll(async () => {
  fixture = await startCatalogueFixture(inject('servers'))
  ;({ client, credentials, as, keyed } = fixture)
})
afterAll(() => fixture[Symbol.asyncDispose]())

test('repeating a create with its key makes one listing and gives the same answer', async () => {
  const ayesha = credentials.person()
  const options = await keyed(ayesha)
  const [first, second] = [
    await client.createListing({ draft: draftOf(corolla()) }, options),
    await client.createListing({ draft: draftOf(corolla()) }, options),
  ]
  expect(second).toEqual(first)
  expect(
    (await client.listOwnListings({ page: { limit: 100, after: '' } }, await as(ayesha))).listings,
  ).toHaveLength(1)
})

test('a repeated create gets the ad as it is by then; its first text is not stored', async () => {
  const ayesha = credentials.person()
  const key = newId()
  const number = '0301-7654321'
  const request = {
    draft: draftOf(corolla({ description: { text: `Call ${number}`, lang: 'en' } })),
  }
  const { listing } = await client.createListing(request, await keyed(ayesha, key))
  const edit = { id: listing!.id, expectedVersion: 1, fields: ['description'] }
  await client.updateListing({ ...edit, draft: draftOf(corolla()) }, await as(ayesha))
  expect(await client.createListing(request, await keyed(ayesha, key))).toMatchObject({
    listing: { id: listing!.id, version: 2 },
    description: corolla().description,
  })
  const [stored] = await fixture.rows('select * from idempotency where key = $1', [key])
  expect(stored).toMatchObject({ id: listing!.id, version: 1 })
  expect(`${JSON.stringify(stored)} ${String(stored?.['reply'])}`).not.toContain(number)
})

test('a repeated create whose draft is gone finds nothing, and makes no second one', async () => {
  const ayesha = credentials.person()
  const key = newId()
  const request = { draft: draftOf(corolla()) }
  const { listing } = await client.createListing(request, await keyed(ayesha, key))
  await fixture.rows('delete from listing where id = $1', [listing!.id])
  await expect(client.createListing(request, await keyed(ayesha, key))).rejects.toMatchObject({
    kind: 'not_found',
    code: 'LISTING_NOT_FOUND',
  })
  const mine = await client.listOwnListings({ page: { limit: 9, after: '' } }, await as(ayesha))
  expect(mine.listings).toEqual([])
})

test('a create with no key, with another request’s key, or by a visitor is refused', async () => {
  const ayesha = credentials.person()
  const request = { draft: draftOf(corolla()) }
  await expect(client.createListing(request, await as(ayesha))).rejects.toMatchObject({
    code: 'IDEMPOTENCY_KEY_REQUIRED',
  })
  const key = newId()
  const other = { draft: draftOf(corolla({ km: 92_001 })) }
  await client.createListing(request, await keyed(ayesha, key))
  await expect(client.createListing(other, await keyed(ayesha, key))).rejects.toMatchObject({
    kind: 'invalid',
    code: 'IDEMPOTENCY_KEY_REUSED',
  })
  await expect(client.createListing(request, { idempotency: { key } })).rejects.toMatchObject({
    kind: 'unauthenticated',
  })
})
