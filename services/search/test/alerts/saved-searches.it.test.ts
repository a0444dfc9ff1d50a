// Saved searches over the wire: made once, read and changed by their owner alone, capped, erased.
import { newId } from '@pk-auto/kernel/id'
import { CreateSavedSearchRequest } from '@pk-auto/proto/pkauto/search/v1/alerts'
import { atOnce } from '@pk-auto/testing/at-once'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { problems } from '../ask.ts'
import { listing, listingEvent, searchFixture, type SearchFixture } from '../search-fixture.ts'

let fixture: SearchFixture
let search: Awaited<ReturnType<SearchFixture['start']>>
let { as, keyed, person } = {} as SearchFixture
let client: ReturnType<SearchFixture['clientOf']>
beforeAll(async () => {
  fixture = await searchFixture()
  ;({ as, keyed, person } = fixture)
  const { alerts } = fixture.config
  search = await fixture.start({ alerts: { ...alerts, mostSearches: 3 } })
  client = fixture.clientOf(search)
  await search.settled()
})
afterAll(() => fixture[Symbol.asyncDispose]())

const asked = (q: string, more: Partial<CreateSavedSearchRequest> = {}) =>
  CreateSavedSearchRequest.fromPartial({
    ...{ q, name: 'Mine', frequency: 'instant', channels: ['push'] },
    ...more,
  })
const saved = async (owner = person(), q = 'corolla lahore 30 lac tak grande') =>
  (await client.createSavedSearch(asked(q), await keyed(owner))).search!
const namesOf = async (owner: ReturnType<typeof person>, limit = 20) => {
  const names: string[] = []
  for (let after = '', more = true; more; more = after !== '') {
    const page = await client.listSavedSearches({ page: { limit, after } }, await as(owner))
    names.push(...page.searches.map(({ name }) => name))
    after = page.next
  }
  return names
}

test('the text is read into filters, what is left of it are words', async () => {
  await fixture.publish(listingEvent(listing({ facts: { variant: 'altis-grande-1-8' } })))
  await search.settled()
  const { search: made, matches } = await client.createSavedSearch(
    asked('corolla lahore 30 lac tak grande', { filters: [{ name: 'fuel', values: ['petrol'] }] }),
    await keyed(person()),
  )
  expect(made).toMatchObject({ version: 1, name: 'Mine', words: 'grande', unseen: 0 })
  expect(Object.fromEntries(made!.filters.map(({ name, values }) => [name, values]))).toEqual({
    ...{ make: ['toyota'], model: ['corolla'], city: ['lahore'], fuel: ['petrol'] },
    priceTo: ['3000000'],
  })
  expect(matches).toBe(1n)
})

test('a repeat gets the search as it is by then', async () => {
  const owner = person()
  const call = await keyed(owner)
  const { search: first } = await client.createSavedSearch(asked('civic'), call)
  const change = { id: first!.id, expectedVersion: 1, name: 'Ours', channels: [] }
  await client.updateSavedSearch(change, await as(owner))
  const { search: again } = await client.createSavedSearch(asked('civic'), call)
  expect(again).toMatchObject({ id: first!.id, version: 2, name: 'Ours' })
  expect(await namesOf(owner)).toEqual(['Ours'])
})

test.each([
  ['an unknown filter', asked('', { filters: [{ name: 'doors', values: ['4'] }] }), 'doors'],
  ['no filter at all', asked(''), 'query'],
  ['no way to be reached', asked('civic', { channels: [] }), 'channels'],
  ['an hourly alert', asked('civic', { frequency: 'hourly' }), 'frequency'],
])('%s is refused by name', async (_, request, field) => {
  const refused = await problems(client.createSavedSearch(request, await keyed(person())))
  expect(refused[1]).toMatch(new RegExp(`^${field} `))
})

test('a change needs the version one has seen, and a repeat of it changes nothing', async () => {
  const owner = person()
  const { id } = await saved(owner)
  const daily = async (expectedVersion: number) =>
    client.updateSavedSearch(
      { id, expectedVersion, frequency: 'daily', channels: [] },
      await as(owner),
    )
  expect(await problems(daily(2))).toEqual(['VERSION_MISMATCH'])
  const changed = await daily(1)
  expect(changed).toMatchObject({ version: 2, frequency: 'daily', name: 'Mine' })
  expect(await daily(1)).toEqual(changed)
})

test('what is a stranger’s, deleted or no id is not found, all alike', async () => {
  const [owner, stranger] = [person(), person()]
  const { id } = await saved(owner)
  const gone = await saved(owner)
  await client.deleteSavedSearch({ id: gone.id }, await as(owner))
  const page = { limit: 5, after: '' }
  for (const [who, unseen] of [
    [stranger, id],
    [owner, gone.id],
    [owner, newId()],
    [owner, 'no id'],
  ] as const) {
    const call = await as(who)
    const change = { id: unseen, expectedVersion: 1, name: 'Mine now', channels: [] }
    for (const answer of [
      () => client.updateSavedSearch(change, call),
      () => client.getSavedSearchMatches({ id: unseen, page }, call),
      () => client.deleteSavedSearch({ id: unseen }, call),
    ])
      expect(await problems(answer())).toEqual(['ALERT_NOT_FOUND'])
  }
  expect(await namesOf(stranger)).toEqual([])
  expect(await namesOf(owner)).toEqual(['Mine'])
  const keys = 'select 1 from saved_search_key where search_id = $1'
  expect((await fixture.sql.query(keys, [gone.id])).rows).toEqual([])
})

test('seeds are searches like any other, and seeding again adds none', async () => {
  const owner = person()
  const make = { name: 'make', values: ['toyota'] }
  const city = { name: 'city', values: ['karachi'] }
  const batch = ['Mine', 'For Abbu'].map((name) => ({
    ...{ id: newId(), person: owner.personId, name, filters: [make, city] },
    ...{ frequency: 'instant', at: new Date('2026-01-01T00:00:00Z') },
  }))
  expect([await search.seed(batch), await search.seed(batch)]).toEqual([2, 0])
  expect((await namesOf(owner)).toSorted()).toEqual(['For Abbu', 'Mine'])
  await fixture.publish(listingEvent(listing({ facts: { city: 'karachi' } })))
  await search.settled()
  expect(await client.countNewMatches({}, await as(owner))).toEqual({ matches: 2 })
  const personIds = [owner.personId, person().personId, 'nobody']
  expect(await client.countNewMatchesOf({ personIds })).toEqual({
    people: [{ personId: owner.personId, matches: 2 }],
  })
})

test('of many saved at once no more than allowed are', async () => {
  const owner = person()
  const calls = await Promise.all(Array.from({ length: 6 }, () => keyed(owner)))
  const ended = await atOnce(6, (nth) => client.createSavedSearch(asked('civic'), calls[nth]), {
    ...{ database: fixture.testDb, table: 'saved_search' },
  })
  expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  expect(await problems(client.createSavedSearch(asked('civic'), await keyed(owner)))).toEqual([
    'ALERTS_TOO_MANY',
  ])
})

test('the list comes page by page, the latest first', async () => {
  const owner = person()
  for (const name of ['first', 'second', 'third'])
    await client.createSavedSearch(asked('civic', { name }), await keyed(owner))
  expect(await namesOf(owner, 2)).toEqual(['third', 'second', 'first'])
  const forged = Buffer.from(JSON.stringify([9e15, newId()])).toString('base64url')
  for (const after of ['nonsense', forged]) {
    const broken = client.listSavedSearches({ page: { limit: 2, after } }, await as(owner))
    expect(await problems(broken)).toEqual(['INVALID_CURSOR'])
  }
})

test('with a person all of theirs is erased, and nothing of others', async () => {
  const [erased, other] = [person(), person()]
  await saved(erased)
  await saved(other)
  await fixture.erasePeople(erased.personId)
  await search.settled()
  for (const table of ['saved_search', 'saved_search_key', 'saved_search_match']) {
    const { rows } = await fixture.sql.query(
      `select distinct person_id from ${table} where person_id = any($1)`,
      [[erased.personId, other.personId]],
    )
    expect(rows).toEqual([{ person_id: other.personId }])
  }
})
