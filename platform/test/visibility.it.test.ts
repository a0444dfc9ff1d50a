// Who sees which ad where: every read of a listing, for every visibility, state, brand and reader,
// held to one rule and to the written matrix.
import { readCatalogueConfig, startCatalogue } from '@pk-auto/catalogue/service'
import { readPwaGatewayConfig, startPwaGateway } from '@pk-auto/gateway-pwa/service'
import { newId } from '@pk-auto/kernel/id'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { dropDatabases } from '../processes/databases.ts'
import { environmentOf } from '../environment.ts'
import { openProbe } from '../invariants/probe.ts'
import { ownPorts } from '../processes/own-ports.ts'
import { PARTS, PROCESS_NAMES } from '../parts.ts'
import { type Platform, startPlatform } from '../platform.ts'
import { newAddress, newNumber } from '../processes/processes.ts'
import { signIn, type Visitor } from '../visitor.ts'
import { buildWeb } from '../web.ts'
import { createAd, publishAd, type Ad } from './faults/scenario.ts'
import { mappedAds, webOf } from './sitemaps.ts'
import { listed, READS_BELOW, type Reading, readingOf, seen } from './reads-of-ads.ts'

const VISIBILITIES = ['public', 'wholesale-public', 'wholesale']
const STATES = ['draft', 'live', 'sold', 'closed', 'expired']
const CHANNELS = ['automart', 'autotrader']
const READERS = ['anonymous', 'other', 'seller']
const DESCRIPTION = { text: 'Bilkul genuine gari hai', lang: 'ur-Latn' }
type Listing = { id: string; visibility: string; state: string; channel: string; seller: Person }
/** One person, signed in on every brand. */
type Person = ReadonlyMap<string, Visitor>

const servers = inject('servers')
const namespace = `vis${newId().slice(-8)}`
const stack = new AsyncDisposableStack()
const listings: Listing[] = []
const urls = new Map<string, string>()
let other: Person
/** Opens what the other person saved. */
let shared: string
/** The ads that the maps for engines name, by brand. */
const mapped = new Map<string, ReadonlySet<string>>()

const person = async (): Promise<Person> => {
  const phone = newNumber()
  const sessions = new Map<string, Visitor>()
  // One after the other: the newest code of a number is the only good one.
  for (const [channel, url] of urls)
    sessions.set(channel, await signIn(url, phone, { headers: newAddress() }))
  return sessions
}

async function bring({ state, seller }: Listing, ad: Ad): Promise<void> {
  if (state === 'draft') return
  const { etag } = await publishAd(seller.get('automart')!, ad)
  if (state !== 'sold' && state !== 'closed') return
  const ending = { reason: state === 'sold' ? 'sold' : 'not-selling' }
  const path = `/api/v1/listings/${ad.id}/close`
  const closed = await seller.get('automart')!.call('POST', path, ending, { 'if-match': etag! })
  expect(closed.status).toBe(200)
}

beforeAll(async () => {
  stack.defer(() => dropDatabases({ servers, namespace }))
  const ports = await ownPorts()
  const platform = stack.use(
    await startPlatform({
      servers,
      ports,
      profile: 'test',
      namespace,
      parts: PROCESS_NAMES,
    }),
  )
  const place = { servers, ports, profile: 'test', namespace } as const
  const config = readPwaGatewayConfig(environmentOf('gateway-pwa', place))
  // Two brands on one gateway, distinguished by their hosts.
  const hosts = { automart: '127.0.0.1', autotrader: 'localhost' }
  const brands = CHANNELS.map((channel) => ({
    ...config.brands[0]!,
    hosts: [hosts[channel as keyof typeof hosts]],
    channels: [channel],
  }))
  const { port } = stack.use(await startPwaGateway({ ...config, brands, port: 0, internalPort: 0 }))
  for (const channel of CHANNELS)
    urls.set(channel, `http://${hosts[channel as keyof typeof hosts]}:${port}`)
  other = await person()
  for (const visibility of VISIBILITIES) {
    const seller = await person()
    for (const state of STATES)
      for (const channel of CHANNELS) {
        const change = { visibility, channels: [channel], description: DESCRIPTION }
        const { body: ad } = await createAd(seller.get('automart')!, change)
        const listing = { id: ad.id, visibility, state, channel, seller }
        await bring(listing, ad)
        listings.push(listing)
      }
  }
  await saveAll()
  await talkAboutAll(platform)
  await saveSearches()
  await expireThem(environmentOf('catalogue', place))
  await platform.settled()
  await buildWeb(PARTS.web.client)
  const web = stack.use(await webOf(urls.get('automart')!, place))
  for (const [brand, host] of Object.entries(hosts))
    mapped.set(brand, await mappedAds(`http://${host}:${web.port}`))
}, 240_000)
afterAll(() => stack.disposeAsync())

/** The other person saved every ad, as if each had been public once, and shares the list. */
async function saveAll(): Promise<void> {
  const probe = stack.use(await openProbe({ servers, namespace }))
  const visitor = other.get('automart')!
  await probe.rows(
    'catalogue',
    `insert into favourite select $1, id, now(), 1, 'PKR', 1 from unnest($2::uuid[]) id`,
    [visitor.personId, listings.map(({ id }) => id)],
  )
  const link = await visitor.call<{ token: string }>('POST', '/api/v1/me/favourites/link')
  shared = link.body.token
}

/** The other person turned to every seller, as if each ad had been public once. */
async function talkAboutAll(platform: Pick<Platform, 'part'>): Promise<void> {
  const buyer = other.get('automart')!.personId
  const at = new Date()
  const talks = listings.map(({ id: listing, seller }) => {
    const [conversation, sellerId] = [newId(), seller.get('automart')!.personId]
    const messages = [{ id: newId(), by: buyer, text: 'Salam', at }]
    return {
      chat: { id: conversation, listing, from: buyer, to: sellerId, at, messages },
      lead: { id: newId(), listing, buyer, seller: sellerId, conversation, at },
    }
  })
  await platform.part('chat').seed(talks.map(({ chat }) => chat))
  await platform.part('leads').seed(talks.map(({ lead }) => lead))
}

/** Everybody saves a search for all ads, on every brand. */
async function saveSearches(): Promise<void> {
  const everything = { query: { make: ['toyota'] }, channels: ['in-app'], frequency: 'daily' }
  for (const who of new Set([other, ...listings.map(({ seller }) => seller)]))
    for (const visitor of who.values()) {
      const key = { 'idempotency-key': newId() }
      const { status } = await visitor.call('POST', '/api/v1/alerts', everything, key)
      expect(status).toBe(201)
    }
}

/** Lets the time of the ads that shall expire be over, and sweeps. */
async function expireThem(env: Readonly<Record<string, string>>): Promise<void> {
  const ids = listings.filter(({ state }) => state === 'expired').map(({ id }) => id)
  const probe = stack.use(await openProbe({ servers, namespace }))
  await probe.rows(
    'catalogue',
    `update listing set expires_at = now() - interval '1 minute' where id = any($1)`,
    [ids],
  )
  const config = readCatalogueConfig({ ...env, ROLES: 'jobs', GRPC_PORT: '0', HTTP_PORT: '0' })
  await using _sweeping = await startCatalogue({ ...config, expireEveryMs: 50 })
  const live = `select id from listing where id = any($1) and state = 'live'`
  await until('they have expired', async () => {
    return (await probe.rows('catalogue', live, [ids])).length === 0
  })
}

/** The rule, written down a second time. */
function expected({ visibility, state, channel }: Listing, brand: string, reader: string): string {
  const isOpen = visibility === 'public' && state !== 'draft'
  const isShown = visibility === 'public' && (state === 'live' || state === 'sold')
  const isPublic = isShown && channel === brand
  const isOwn = reader === 'seller'
  const reads: [read: string, shows: boolean][] = [
    ['results', isPublic && state === 'live'],
    ['page', isPublic || isOwn],
    ['description', isPublic || isOwn],
    // An ad that is over is a way on to others, and never is what others lead on to.
    ...READS_BELOW.map((read): [string, boolean] =>
      read === 'similar' ? [read, isOpen && channel === brand] : [read, isPublic],
    ),
    ['own', isOwn],
    // What the other person saved stays theirs when it has ended.
    ['saved', reader === 'other' && isOpen && channel === brand],
    ['shared', isPublic],
    ['alike', isPublic && state === 'live'],
    ['of seller', isPublic && state === 'live'],
    ['suggested', isPublic],
    ['matches', isPublic && state === 'live' && reader !== 'anonymous'],
    ['sitemap', isPublic && state === 'live'],
    // Who talks about an ad goes on talking; what it was is shown while everybody may see it.
    ['inbox', isPublic && reader !== 'anonymous'],
    ['chat', isPublic && reader !== 'anonymous'],
    ['number', isPublic && state === 'live' && reader !== 'anonymous'],
    ['lead', isPublic && state === 'live' && reader === 'other'],
  ]
  return listed(reads)
}

test('every read shows a listing to its audience alone, as written in the matrix', async () => {
  const places = READERS.flatMap((reader) => CHANNELS.map((brand) => ({ reader, brand })))
  const rows = [['ad', ...places.map(({ reader, brand }) => `${reader} on ${brand}`)].join(' | ')]
  const wrong: string[] = []
  const readings = new Map<string, Promise<Reading>>()
  const ads = listings.map(({ id }) => id)
  const sellers = [...new Set(listings.map(({ seller }) => seller.get('automart')!.personId))]
  const readingFor = (brand: string, reader: string, { seller, visibility }: Listing) => {
    const name = reader === 'seller' ? `${brand} ${visibility}` : `${brand} ${reader}`
    const who = reader === 'seller' ? seller : reader === 'other' ? other : undefined
    const reading =
      readings.get(name) ??
      readingOf(who?.get(brand) ?? urls.get(brand)!, {
        ...{ ads, sellers, shared, mapped: mapped.get(brand) ?? new Set() },
      })
    readings.set(name, reading)
    return reading
  }
  for (const listing of listings) {
    const ad = `${listing.visibility} ${listing.state} on ${listing.channel}`
    const cells = await Promise.all(
      places.map(async ({ reader, brand }) => {
        const cell = await seen(await readingFor(brand, reader, listing), listing.id)
        const wanted = expected(listing, brand, reader)
        if (cell !== wanted) wrong.push(`${ad}, ${reader} on ${brand}: ${cell}, not ${wanted}`)
        return cell
      }),
    )
    rows.push([ad, ...cells].join(' | '))
  }
  expect(wrong).toEqual([])
  await expect(
    `${rows.join('\n')}\n`,
    'read what has changed, then run this again with --update',
  ).toMatchFileSnapshot('visibility.matrix.txt')
})
