// The reads that show an ad, as one reader on one brand finds them: for the matrix of visibility.
import { readFileSync } from 'node:fs'
import { newId } from '@pk-auto/kernel/id'
import { expect } from 'vitest'
import type { Visitor } from '../visitor.ts'

const OF_AN_AD = '/api/v1/listings/{id}/'
const { paths } = JSON.parse(readFileSync('gateways/pwa/openapi.json', 'utf8')) as {
  paths: Record<string, { get?: unknown }>
}
/** What can be read below an ad: `similar` and the like. A new route is among them by itself. */
export const READS_BELOW = Object.entries(paths).flatMap(([path, { get }]) =>
  get && path.startsWith(OF_AN_AD) ? [path.slice(OF_AN_AD.length)] : [],
)

/** Every read of the matrix, in the order of a visit. */
export const READS = [
  ...['results', 'page', 'description', ...READS_BELOW, 'own', 'saved', 'shared', 'alike'],
  ...['of seller', 'suggested', 'matches', 'sitemap', 'inbox', 'chat', 'number', 'lead'],
]

type Page = { description?: { text: string } }
type Found = {
  items: { id: string }[]
  total: { value: number }
  facets: Record<string, { count: number }[]>
  repairs: { total: number }[]
}
export type Reading = {
  results: ReadonlySet<string>
  own: ReadonlySet<string>
  saved: ReadonlySet<string>
  shared: ReadonlySet<string>
  /** What matches a search for everything that the reader saved on this brand. */
  matches: ReadonlySet<string>
  /** What some ad leads on to. */
  alike: ReadonlySet<string>
  /** What some seller has. */
  ofSellers: ReadonlySet<string>
  /** What the maps for engines name on this brand, whoever reads. */
  mapped: ReadonlySet<string>
  /** Ads with what they are called, where somebody turned to a seller. */
  inbox: ReadonlySet<string>
  /** The same, where two people talk about an ad. */
  talks: ReadonlySet<string>
  /** Absent for a stranger. */
  reader: Visitor | undefined
  get: <T>(path: string) => Promise<{ status: number; body: T }>
}

export type Market = {
  readonly ads: readonly string[]
  readonly sellers: readonly string[]
  /** Opens a shared list of all ads. */
  readonly shared: string
  /** The ads of the maps for engines, by brand; the reader's own tells which. */
  readonly mapped: ReadonlySet<string>
}

/**
 * What one reader finds on one brand, and that every count is of exactly that. A stranger is given
 * by the brand's address alone.
 */
export async function readingOf(
  who: Visitor | string,
  { ads, sellers, shared, mapped }: Market,
): Promise<Reading> {
  const reader = typeof who === 'string' ? undefined : who
  const get = async <T>(path: string) =>
    typeof who === 'string'
      ? fetch(`${who}${path}`).then(async (answer) => ({
          status: answer.status,
          body: (await answer.json()) as T,
        }))
      : who.call<T>('GET', path)
  const { body: found } = await get<Found>('/api/v1/listings?limit=100')
  expect(found.total.value).toBe(found.items.length)
  for (const values of Object.values(found.facets))
    for (const { count } of values) expect(count).toBeLessThanOrEqual(found.items.length)
  expect(found.facets['make']).toMatchObject([{ count: found.items.length }])
  const { body: none } = await get<Found>('/api/v1/listings?priceFrom=900000000')
  expect(none.items).toEqual([])
  expect(none.repairs.map(({ total }) => total)).toEqual([found.items.length])
  const own = reader
    ? (await get<Found>('/api/v1/me/listings?limit=100')).body.items.map(({ id }) => id)
    : []
  type Saved = { items: { listing: { id: string } }[] }
  const idsOf = async (path: string) =>
    new Set((await get<Saved>(path)).body.items.map(({ listing }) => listing.id))
  return {
    ...{ results: new Set(found.items.map(({ id }) => id)), own: new Set(own), get },
    ...{ matches: await matchesOf(reader), reader, mapped },
    ...(await talksOf(reader)),
    ...(await waysOnOf({ ads, sellers }, get)),
    saved: reader ? await idsOf('/api/v1/me/favourites?limit=100') : new Set(),
    shared: await idsOf(`/api/v1/shortlists/${shared}?limit=100`),
  }
}

/** The ads whose titles somebody reads in their leads, on both sides, and in their chats. */
async function talksOf(visitor: Visitor | undefined): Promise<Pick<Reading, 'inbox' | 'talks'>> {
  const [inbox, talks] = [new Set<string>(), new Set<string>()]
  if (!visitor) return { inbox, talks }
  type Leads = { items: { listing: { id: string; title?: unknown } }[] }
  for (const side of ['buyer', 'seller']) {
    const { body } = await visitor.call<Leads>('GET', `/api/v1/me/leads?side=${side}&limit=100`)
    for (const { listing } of body.items) if (listing.title !== undefined) inbox.add(listing.id)
  }
  type About = { listingId: string; title?: unknown; photo?: unknown; price?: unknown }
  const { body } = await visitor.call<{ items: { about?: About }[] }>(
    'GET',
    '/api/v1/chat/conversations?limit=100',
  )
  for (const { about } of body.items)
    if (about?.title ?? about?.photo ?? about?.price) talks.add(about?.listingId ?? '')
  return { inbox, talks }
}

/** What the searches find that somebody saved on all brands, read on the visitor's. */
async function matchesOf(visitor: Visitor | undefined): Promise<ReadonlySet<string>> {
  if (!visitor) return new Set()
  const { body: searches } = await visitor.call<Found>('GET', '/api/v1/alerts')
  const matches = new Set<string>()
  for (const { id } of searches.items) {
    const found = await visitor.call<Found>('GET', `/api/v1/alerts/${id}/matches?limit=100`)
    if (found.status === 200) for (const ad of found.body.items) matches.add(ad.id)
  }
  return matches
}

/** Where ads and sellers lead on to. */
async function waysOnOf(
  { ads, sellers }: Pick<Market, 'ads' | 'sellers'>,
  get: Reading['get'],
): Promise<Pick<Reading, 'alike' | 'ofSellers'>> {
  const [alike, ofSellers] = [new Set<string>(), new Set<string>()]
  type Similar = { sameCar?: { id: string }[]; sameMoney?: { id: string }[] }
  for (const id of ads) {
    const { body } = await get<Similar>(`/api/v1/listings/${id}/similar`)
    for (const card of [...(body.sameCar ?? []), ...(body.sameMoney ?? [])]) alike.add(card.id)
  }
  for (const personId of sellers) {
    const theirs = await get<Found>(`/api/v1/listings?limit=100&seller=${personId}`)
    for (const { id } of theirs.body.items) ofSellers.add(id)
    const { body } = await get<{ liveAds: number }>(`/api/v1/people/${personId}`)
    expect(body.liveAds).toBe(theirs.body.items.length)
  }
  return { alike, ofSellers }
}

/** The reads that show the listing, in the order of a visit. */
export async function seen(
  { results, own, saved, get, ...more }: Reading,
  id: string,
): Promise<string> {
  const page = await get<Page>(`/api/v1/listings/${id}`)
  const below: (readonly [string, boolean])[] = []
  for (const read of READS_BELOW) {
    const { status } = await get<unknown>(OF_AN_AD.replace('{id}', id) + read)
    below.push([read, status === 200])
  }
  const pasted = await get<{ items: unknown[] }>(`/api/v1/suggest?q=${id}`)
  const number = await more.reader?.call('POST', `/api/v1/listings/${id}/reveal-phone`)
  const first = { listingId: id, kind: 'message', text: 'Salam' }
  const lead = await more.reader?.call('POST', '/api/v1/leads', first, {
    'idempotency-key': newId(),
  })
  return listed([
    ['results', results.has(id)],
    ['page', page.status === 200],
    ['description', page.body.description !== undefined],
    ...below,
    ['own', own.has(id)],
    ['saved', saved.has(id)],
    ['shared', more.shared.has(id)],
    ['alike', more.alike.has(id)],
    ['of seller', more.ofSellers.has(id)],
    ['suggested', pasted.body.items.length > 0],
    ['matches', more.matches.has(id)],
    ['sitemap', more.mapped.has(id)],
    ['inbox', more.inbox.has(id)],
    ['chat', more.talks.has(id)],
    ['number', number?.status === 200],
    ['lead', lead !== undefined && lead.status < 300],
  ])
}

export function listed(reads: readonly (readonly [read: string, shows: boolean])[]): string {
  expect(reads.map(([read]) => read)).toEqual(READS)
  return reads.flatMap(([read, shows]) => (shows ? [read] : [])).join(' ') || '-'
}
