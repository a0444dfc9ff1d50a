// A list behind a link: whoever has it reads what anybody could see, until its owner takes it back;
// and what erasing a person leaves of theirs.
import { inspect } from 'node:util'
import type { Person } from '@pk-auto/kernel/actor'
import { newId } from '@pk-auto/kernel/id'
import { atOnce } from '@pk-auto/testing/at-once'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { corolla } from '../corolla.ts'
import { startSavingFixture, type SavingFixture } from './savers.ts'

const gone = { kind: 'not_found', code: 'SHORTLIST_NOT_FOUND' }
let fixture: SavingFixture
let { client, as, save, list, shared, close, publishNew, person } = {} as SavingFixture

beforeAll(async () => {
  fixture = await startSavingFixture()
  ;({ client, as, save, list, shared, close, publishNew, person } = fixture)
})

afterAll(() => fixture[Symbol.asyncDispose]())

const share = async (who: Person) => (await client.shareFavourites({}, await as(who))).token
const unshare = async (who: Person) => client.unshareFavourites({}, await as(who))
const idsOf = async (token: string, ...brand: [{ market: string; channels: string[] }?]) =>
  (await shared(token, ...brand)).listings.map(({ id }) => id)

test('a link shows live and sold ads of the brand, and follows what its owner saves', async () => {
  const [seller, owner] = [person(), person()]
  const [live, sold, closed] = [
    await publishNew(seller),
    await publishNew(seller),
    await publishNew(seller),
  ]
  for (const ad of [live, sold, closed]) await save(owner, ad)
  await close(seller, sold, 'sold')
  await close(seller, closed, 'not-selling')
  const token = await share(owner)
  expect(token).toMatch(/^[\w-]{22}$/)
  expect((await list(owner)).shareToken).toBe(token)
  expect((await idsOf(token)).toSorted()).toEqual([live.id, sold.id].toSorted())
  expect(await idsOf(token, { market: 'pk', channels: ['autotrader'] })).toEqual([])
  const both = await publishNew(seller, corolla({ channels: ['automart', 'autotrader'] }))
  await save(owner, both)
  expect(await idsOf(token)).toContain(both.id)
  expect(inspect(await shared(token), { depth: 9 })).not.toContain(owner.personId)
})

test('a revoked link leads nowhere, for good, and the next one is another', async () => {
  const owner = person()
  const first = await share(owner)
  expect(await share(owner)).toBe(first)
  await unshare(owner)
  await unshare(owner)
  await expect(shared(first)).rejects.toMatchObject(gone)
  expect((await list(owner)).shareToken).toBe('')
  const second = await share(owner)
  expect(second).not.toBe(first)
  await expect(shared(first)).rejects.toMatchObject(gone)
  expect(await idsOf(second)).toEqual([])
})

test.each(['', 'x', "' or true --", 'A'.repeat(22)])('«%s» opens nobody’s list', async (token) => {
  await share(person())
  await expect(shared(token)).rejects.toMatchObject(gone)
})

test('links opened at the same moment are one link', async () => {
  const owner = person()
  const barrier = { database: fixture.testDb, table: 'shortlist' }
  const outcomes = await atOnce(8, () => share(owner), barrier)
  const tokens = outcomes.map((one) => (one.status === 'fulfilled' ? one.value : 'refused'))
  expect(new Set(tokens).size).toBe(1)
  expect(await idsOf(tokens[0]!)).toEqual([])
})

test('what an erased person saved goes with them, links included', async () => {
  const [seller, erased, other] = [person(), person(), person()]
  const ad = await publishNew(seller)
  for (const who of [erased, other]) await save(who, ad)
  const [gonesToken, othersToken] = [await share(erased), await share(other)]
  await unshare(erased)
  await share(erased)
  await fixture.erase(erased.personId, newId(), 'no id at all')
  const rows = (table: string) =>
    fixture.rows(`select from ${table} where person_id = $1`, [erased.personId])
  expect(await rows('favourite')).toEqual([])
  expect(await rows('shortlist')).toEqual([])
  await expect(shared(gonesToken)).rejects.toMatchObject(gone)
  expect(await idsOf(othersToken)).toEqual([ad.id])
})
