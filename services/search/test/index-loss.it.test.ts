// The index as what it is, a copy: away, wiped, rebuilt under writes, and every time whole again
// without a human.
import { createServer, connect, type Socket } from 'node:net'
import { ListingState, type PublicListing } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkIndexAgrees, rebuildSearch, type RunningSearch } from '../src/service.ts'
import { listing, listingTold, next, searchWorld, type SearchWorld } from './search-world.ts'

const ASK = {
  market: 'pk',
  channel: 'automart',
  q: '',
  filters: [],
  sort: '',
  limit: 100,
  after: '',
}
let world: SearchWorld

beforeAll(async () => {
  world = await searchWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

/** A door to Elasticsearch that can be shut: connections are cut and refused. */
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
const told: PublicListing[] = []
const tell = async (...listings: PublicListing[]) => {
  told.push(...listings)
  await world.publish(...listings.map(listingTold))
}
const dueCount = async () =>
  Number(
    (await world.sql.query<{ count: string }>('select count(*) from index_due')).rows[0]?.count,
  )

test('while Elasticsearch is away facts are still consumed and pages still shown; afterwards everything is found', async () => {
  await using to = await door(world.config.elasticsearchUrl)
  await using search = await world.start({ elasticsearchUrl: to.url })
  await tell(...Array.from({ length: 30 }, () => listing()))
  await search.settled()
  to.shut()
  const during = Array.from({ length: 600 }, () => listing({ facts: { city: 'multan' } }))
  await tell(...during)
  const client = world.clientOf(search)
  await until(
    'the last fact is projected',
    async () => (await client.getListingPages({ ids: [during.at(-1)!.id] })).pages.length === 1,
  )
  await until('all are noted as due', async () => (await dueCount()) === during.length)
  await expect(client.searchListings(ASK)).rejects.toMatchObject({ kind: 'unavailable' })
  to.open()
  await search.settled()
  const { total } = await client.searchListings({
    ...ASK,
    filters: [{ name: 'city', values: ['multan'] }],
  })
  expect(total).toBe(600n)
  expect(await checkIndexAgrees(world.config, versions(told))).toEqual([])
})

test('an index that was deleted is built again by itself', async () => {
  await using search = await world.start()
  await search.settled()
  const { rows } = await world.sql.query<{ name: string }>(
    `select name from search_index where state = 'serving'`,
  )
  await world.elastic.indices.delete({ index: rows[0]!.name })
  await tell(listing({ facts: { city: 'islamabad' } }))
  await search.settled()
  const { total } = await world.clientOf(search).searchListings(ASK)
  expect(total).toBe(BigInt(told.length))
  expect(await checkIndexAgrees(world.config, versions(told))).toEqual([])
})

test.for([
  ['an index of an older mapping is replaced while it serves', 'g0', /-g1-\d+$/],
  [
    'an index of a newer mapping is left alone by a build that is on its way out',
    'g999',
    /-g999-\d+$/,
  ],
] as const)('%s', async ([, generation, stays]) => {
  const name = `${world.alias}-${generation}-${Date.now()}`
  {
    await using search = await world.start()
    await search.settled()
    const { rows } = await world.sql.query<{ name: string }>(
      `select name from search_index where state = 'serving'`,
    )
    await world.elastic.indices.addBlock({ index: rows[0]!.name, block: 'write' })
    await world.elastic.indices.clone({
      index: rows[0]!.name,
      target: name,
      settings: { 'index.blocks.write': null },
      aliases: { [`${name}-write`]: {} },
    })
    await world.elastic.indices.updateAliases({
      actions: [
        { remove: { index: rows[0]!.name, alias: world.alias } },
        { add: { index: name, alias: world.alias } },
      ],
    })
    await world.sql.query(`update search_index set name = $1 where state = 'serving'`, [name])
  }
  await using search = await world.start()
  await tell(listing({ facts: { city: 'quetta' } }))
  await search.settled()
  await until('the right one serves', async () =>
    stays.test(Object.keys(await world.elastic.indices.getAlias({ name: world.alias })).join()),
  )
  const { total } = await world.clientOf(search).searchListings(ASK)
  expect(total).toBe(BigInt(told.length))
  expect(await checkIndexAgrees(world.config, versions(told))).toEqual([])
})

test('a rebuild under writes loses nothing and is never without results', async () => {
  await using search = await world.start()
  await search.settled()
  const client = world.clientOf(search)
  const before = (await client.searchListings(ASK)).total
  let ended = false
  let least = before
  const watchAndWrite = async () => {
    while (!ended) {
      const { total } = await client.searchListings(ASK)
      if (total < least) least = total
      const fresh = Array.from({ length: 20 }, () => listing({ facts: { city: 'karachi' } }))
      await tell(...fresh)
      const [first, ...rest] = fresh
      await tell(
        next(first!, { state: ListingState.LISTING_STATE_SOLD }),
        ...rest.map((one) => next(one, { facts: { km: 5 } })),
      )
    }
  }
  const work = watchAndWrite()
  const first = await rebuildSearch(world.config)
  const second = await rebuildSearch(world.config)
  ended = true
  await work
  expect(second.name).not.toBe(first.name)
  expect(least).toBe(before)
  await search.settled()
  const newest = new Map<string, PublicListing>()
  for (const one of told)
    if ((newest.get(one.id)?.version ?? 0) < one.version) newest.set(one.id, one)
  expect(await checkIndexAgrees(world.config, versions([...newest.values()]))).toEqual([])
  const live = [...newest.values()].filter(
    ({ state }) => state === ListingState.LISTING_STATE_LIVE,
  ).length
  expect((await client.searchListings(ASK)).total).toBe(BigInt(live))
})

test('two rebuilds at once are one: the second is told so', async () => {
  await using search = await world.start({ roles: new Set(['consume']) })
  expect(search.name).toBe('search')
  const results = await Promise.allSettled([
    rebuildSearch(world.config),
    rebuildSearch(world.config),
  ])
  const refused = results
    .filter((result) => result.status === 'rejected')
    .map((result) => (result.reason as { code: string }).code)
  expect(refused).toEqual(['REBUILD_UNDER_WAY'])
})

test('the checker sees a document too old, one too many and one too few', async () => {
  await using search: RunningSearch = await world.start({ roles: new Set(['api']) })
  expect(search.grpcPort).toBeGreaterThan(0)
  expect(await checkIndexAgrees(world.config)).toEqual([])
  const ids = (
    await world.sql.query<{ id: string }>('select id from search_doc order by id limit 2')
  ).rows.map(({ id }) => id)
  await world.sql.query('update search_doc set doc_version = doc_version + 1 where id = $1', [
    ids[0],
  ])
  await world.elastic.delete({ index: world.alias, id: ids[1]! })
  const stranger = '00000000-0000-7000-8000-000000000000'
  await world.elastic.index({
    index: world.alias,
    id: stranger,
    document: { id: stranger, live: true },
  })
  const breaches = await checkIndexAgrees(world.config)
  expect(breaches).toHaveLength(3)
  for (const id of [...ids, stranger]) expect(breaches.some((line) => line.includes(id))).toBe(true)
})
