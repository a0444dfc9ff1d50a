// The index as what it is, a copy: away, wiped, rebuilt under writes, and every time whole again
// without a human.
import { createServer, connect, type Socket } from 'node:net'
import { ListingState, type PublicListing } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { metricsText } from '@pk-auto/telemetry/metrics'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkIndexAgrees, rebuildSearch, type RunningSearch } from '../src/service.ts'
import { INDEX_GENERATION } from '../src/outbound/index/index-mapping.ts'
import { ASK as ANY } from './ask.ts'
import { listing, listingEvent, next, searchFixture, type SearchFixture } from './search-fixture.ts'

const ASK = { ...ANY, limit: 100 }
let fixture: SearchFixture

beforeAll(async () => {
  fixture = await searchFixture()
})
afterAll(() => fixture[Symbol.asyncDispose]())

/** A proxy before Elasticsearch that can be shut: connections are cut and refused. */
async function door(target: string) {
  const { hostname, port } = new URL(target)
  const open = new Set<Socket>()
  let shut = false
  const server = createServer((near) => {
    if (shut) return void near.destroy()
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket))
    }
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the door has no address')
  return {
    url: `http://127.0.0.1:${address.port}`,
    shut() {
      shut = true
      for (const socket of open) socket.destroy()
    },
    open: () => void (shut = false),
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const versions = (all: readonly PublicListing[]) =>
  new Map(all.map(({ id, version }) => [id, version]))
const published: PublicListing[] = []
const publish = async (...listings: PublicListing[]) => {
  published.push(...listings)
  await fixture.publish(...listings.map(listingEvent))
}
const dueCount = async () =>
  Number(
    (await fixture.sql.query<{ count: string }>('select count(*) from index_due')).rows[0]?.count,
  )

/** Of the metrics of this process. */
const counted = (name: string) => async () =>
  Number(
    new RegExp(`^${name}\\{service="search"\\} (\\d+)`, 'm').exec(await metricsText())?.[1] ?? 0,
  )

test('while Elasticsearch is away pages are shown, and afterwards all is found', async () => {
  await using to = await door(fixture.config.elasticsearchUrl)
  await using search = await fixture.start({ elasticsearchUrl: to.url })
  const [changes, findable] = ['search_changes_total', 'search_findable_ms_count'].map(counted)
  await publish(...Array.from({ length: 30 }, () => listing()))
  await search.settled()
  expect([await changes!(), await findable!()]).toEqual([30, 30])
  to.shut()
  const during = Array.from({ length: 600 }, () => listing({ facts: { city: 'multan' } }))
  await publish(...during)
  const client = fixture.clientOf(search)
  await until(
    'the last fact is projected',
    async () => (await client.getListingPages({ ids: [during.at(-1)!.id] })).pages.length === 1,
  )
  await until('all are noted as due', async () => (await dueCount()) === during.length)
  await expect(client.searchListings(ASK)).rejects.toMatchObject({ kind: 'unavailable' })
  // The promise is broken while nothing is acknowledged, not only once it is.
  expect([await changes!(), await findable!()]).toEqual([630, 30])
  to.open()
  await search.settled()
  expect([await changes!(), await findable!()]).toEqual([630, 630])
  const { total } = await client.searchListings({
    ...ASK,
    filters: [{ name: 'city', values: ['multan'] }],
  })
  expect(total).toBe(600n)
  expect(await checkIndexAgrees(fixture.config, versions(published))).toEqual([])
})

test('while the disk of Elasticsearch is full results go on; later all is found', async () => {
  await using search = await fixture.start()
  await search.settled()
  const client = fixture.clientOf(search)
  const before = (await client.searchListings(ASK)).total
  // What the engine itself does to every index once its disk is full.
  const full = (value: true | null) =>
    fixture.elastic.indices.putSettings({
      index: fixture.alias,
      settings: { 'index.blocks.read_only_allow_delete': value },
    })
  await full(true)
  const during = Array.from({ length: 30 }, () => listing({ facts: { city: 'sialkot' } }))
  await publish(...during)
  await until('all are noted as due', async () => (await dueCount()) === during.length)
  expect((await client.searchListings(ASK)).total).toBe(before)
  await full(null)
  await search.settled()
  expect((await client.searchListings(ASK)).total).toBe(before + BigInt(during.length))
  expect(await checkIndexAgrees(fixture.config, versions(published))).toEqual([])
})

test('an index that was deleted is built again by itself', async () => {
  await using search = await fixture.start()
  await search.settled()
  const { rows } = await fixture.sql.query<{ name: string }>(
    `select name from search_index where state = 'serving'`,
  )
  await fixture.elastic.indices.delete({ index: rows[0]!.name })
  await publish(listing({ facts: { city: 'islamabad' } }))
  await search.settled()
  const { total } = await fixture.clientOf(search).searchListings(ASK)
  expect(total).toBe(BigInt(published.length))
  expect(await checkIndexAgrees(fixture.config, versions(published))).toEqual([])
})

test('an index is built however impatient searches are', async () => {
  const { rows } = await fixture.sql.query<{ name: string }>('select name from search_index')
  for (const { name } of rows)
    await fixture.elastic.indices.delete({ index: name, ignore_unavailable: true })
  // Far less than making an index takes on any machine.
  const index = { ...fixture.config.index, requestTimeoutMs: 1 }
  const sweeps = { ...fixture.config.sweeps, dueEveryMs: 600_000 }
  await using _builder = await fixture.start({ roles: new Set(['jobs']), index, sweeps })
  await until(
    'an index serves',
    () => fixture.elastic.indices.existsAlias({ name: fixture.alias }),
    { timeoutMs: 40_000 },
  )
  expect(await checkIndexAgrees(fixture.config, versions(published))).toEqual([])
})

test('an index that an earlier database left behind is not taken for ours', async () => {
  await using fresh = await searchFixture()
  const { elastic, alias } = fresh
  await elastic.indices.create({ index: `${alias}-g1-1`, aliases: { [alias]: {} } })
  const search = await fresh.start()
  await search.settled()
  expect(await elastic.indices.existsAlias({ name: alias, index: `${alias}-g1-1` })).toBe(false)
  expect((await fresh.clientOf(search).searchListings(ASK)).total).toBe(0n)
})

test.for([
  [
    'an index of an older mapping is replaced while it serves',
    'g0',
    new RegExp(`-g${INDEX_GENERATION}-\\d+$`),
  ],
  [
    'an index of a newer mapping is left alone by a build that is on its way out',
    'g999',
    /-g999-\d+$/,
  ],
] as const)('%s', async ([, generation, stays]) => {
  const name = `${fixture.alias}-${generation}-${Date.now()}`
  {
    await using search = await fixture.start()
    await search.settled()
    const { rows } = await fixture.sql.query<{ name: string }>(
      `select name from search_index where state = 'serving'`,
    )
    await fixture.elastic.indices.addBlock({ index: rows[0]!.name, block: 'write' })
    await fixture.elastic.indices.clone({
      index: rows[0]!.name,
      target: name,
      settings: { 'index.blocks.write': null },
      aliases: { [`${name}-write`]: {} },
    })
    await fixture.elastic.indices.updateAliases({
      actions: [
        { remove: { index: rows[0]!.name, alias: fixture.alias } },
        { add: { index: name, alias: fixture.alias } },
      ],
    })
    await fixture.sql.query(`update search_index set name = $1 where state = 'serving'`, [name])
  }
  await using search = await fixture.start()
  await publish(listing({ facts: { city: 'quetta' } }))
  await search.settled()
  await until('the right one serves', async () =>
    stays.test(Object.keys(await fixture.elastic.indices.getAlias({ name: fixture.alias })).join()),
  )
  const { total } = await fixture.clientOf(search).searchListings(ASK)
  expect(total).toBe(BigInt(published.length))
  expect(await checkIndexAgrees(fixture.config, versions(published))).toEqual([])
})

test('a rebuild under writes loses nothing and is never without results', async () => {
  await using search = await fixture.start()
  await search.settled()
  const client = fixture.clientOf(search)
  const before = (await client.searchListings(ASK)).total
  let ended = false
  let least = before
  const watchAndWrite = async () => {
    while (!ended) {
      const { total } = await client.searchListings(ASK)
      if (total < least) least = total
      const fresh = Array.from({ length: 20 }, () => listing({ facts: { city: 'karachi' } }))
      await publish(...fresh)
      const [first, ...rest] = fresh
      await publish(
        next(first!, { state: ListingState.LISTING_STATE_SOLD }),
        ...rest.map((one) => next(one, { facts: { km: 5 } })),
      )
    }
  }
  const work = watchAndWrite()
  const first = await rebuildSearch(fixture.config)
  const second = await rebuildSearch(fixture.config)
  ended = true
  await work
  expect(second.name).not.toBe(first.name)
  expect(least).toBe(before)
  await search.settled()
  const newest = new Map<string, PublicListing>()
  for (const one of published)
    if ((newest.get(one.id)?.version ?? 0) < one.version) newest.set(one.id, one)
  expect(await checkIndexAgrees(fixture.config, versions([...newest.values()]))).toEqual([])
  const live = [...newest.values()].filter(
    ({ state }) => state === ListingState.LISTING_STATE_LIVE,
  ).length
  expect((await client.searchListings(ASK)).total).toBe(BigInt(live))
})

test('of two rebuilds at once the second is refused', async () => {
  await using search = await fixture.start({ roles: new Set(['consume']) })
  expect(search.name).toBe('search')
  const results = await Promise.allSettled([
    rebuildSearch(fixture.config),
    rebuildSearch(fixture.config),
  ])
  const refused = results
    .filter((result) => result.status === 'rejected')
    .map((result) => (result.reason as { code: string }).code)
  expect(refused).toEqual(['REBUILD_UNDER_WAY'])
})

test('the checker sees a document too old, one too many and one too few', async () => {
  await using search: RunningSearch = await fixture.start({ roles: new Set(['api']) })
  expect(search.grpcPort).toBeGreaterThan(0)
  expect(await checkIndexAgrees(fixture.config)).toEqual([])
  const ids = (
    await fixture.sql.query<{ id: string }>('select id from search_doc order by id limit 2')
  ).rows.map(({ id }) => id)
  await fixture.sql.query('update search_doc set doc_version = doc_version + 1 where id = $1', [
    ids[0],
  ])
  await fixture.elastic.delete({ index: fixture.alias, id: ids[1]! })
  const stranger = '00000000-0000-7000-8000-000000000000'
  await fixture.elastic.index({
    index: fixture.alias,
    id: stranger,
    document: { id: stranger, live: true },
  })
  const breaches = await checkIndexAgrees(fixture.config)
  expect(breaches).toHaveLength(3)
  for (const id of [...ids, stranger]) expect(breaches.some((line) => line.includes(id))).toBe(true)
})
