// What may be stored on the way to a visitor is the same for all of them; what differs by person,
// brand or language is stored by nobody else.
import { newId } from '@pk-auto/kernel/id'
import { SearchListingsResponse } from '@pk-auto/proto/pkauto/search/v1/search'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seller, visitor } from './browser.ts'
import { startGatewayFixture, type GatewayFixture } from './gateway-fixture.ts'
import { detailsOf, ownListing, pageOf, publicListing } from './sample-facts.ts'

const brand = (name: string, channel: string, market: string) => ({
  ...{ hosts: [`${name}.example`], name, theme: name, channels: [channel], market },
})
const HOSTS = ['automart.example', 'autotrader.example', 'ae.example']
const LANGS = ['en', 'ur']
let fixture: GatewayFixture
const listing = publicListing()
beforeAll(async () => {
  fixture = await startGatewayFixture({
    change: {
      brands: [
        brand('automart', 'automart', 'pk'),
        brand('autotrader', 'autotrader', 'pk'),
        brand('ae', 'automart', 'ae'),
      ],
    },
  })
  fixture.search.searchListings = async () => SearchListingsResponse.fromPartial({ next: '' })
  fixture.search.getListingPages = async () => ({ pages: [pageOf(listing)] })
  fixture.catalogue.getListingDetails = async () => ({ details: [detailsOf(listing.id)] })
  fixture.catalogue.getOwnListings = async () => ({ listings: [] })
  fixture.catalogue.listOwnListings = async () => ({ listings: [ownListing()], next: '' })
})
afterAll(() => fixture[Symbol.asyncDispose]())

const everywhere = HOSTS.flatMap((host) => LANGS.map((lang) => ({ host, lang })))
const ask = (path: string, { host, lang }: { host: string; lang: string }) =>
  visitor(fixture.port).call<{ title: string }>('GET', path, undefined, {
    ...{ 'x-forwarded-host': host, 'accept-language': lang },
  })

test('the taxonomy, which anyone on the way may store, is byte for byte one for all', async () => {
  const answers = await Promise.all(everywhere.map((each) => ask('/api/v1/taxonomy', each)))
  for (const { headers } of answers) expect(headers.get('cache-control')).toMatch(/^public, /)
  expect(new Set(answers.map(({ text, headers }) => `${headers.get('etag')} ${text}`)).size).toBe(1)
})

test('with the taxonomy cached a problem still speaks the reader’s language', async () => {
  await ask('/api/v1/taxonomy', { host: 'automart.example', lang: 'en' })
  const problems = await Promise.all(
    everywhere.map((each) => ask('/api/v1/taxonomy?nonsense=1', each)),
  )
  expect(problems.map(({ body }) => /[\u0600-\u06ff]/.test(body.title))).toEqual(
    everywhere.map(({ lang }) => lang === 'ur'),
  )
  for (const { headers } of problems) expect(headers.get('cache-control')).toBe('no-store')
})

test('results are asked for the market and channel of the host, and stored by nobody', async () => {
  for (const [host, market, channel] of [
    ['automart.example', 'pk', 'automart'],
    ['autotrader.example', 'pk', 'autotrader'],
    ['ae.example', 'ae', 'automart'],
  ] as const) {
    const answer = await ask('/api/v1/listings', { host, lang: 'en' })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(fixture.lastAsked('searchListings')?.request).toMatchObject({ market, channel })
  }
})

test('nothing that a person or a brand sees alone may be stored by others', async () => {
  const who = await seller(fixture.port)
  const paths = [
    `/api/v1/listings/${listing.id}`,
    `/api/v1/listings/${listing.id}/price-history`,
    `/api/v1/listings/${newId()}`,
    '/api/v1/me',
    '/api/v1/me/listings',
    '/api/v1/me/devices',
  ]
  for (const path of paths) {
    const { headers } = await who.call('GET', path)
    expect(headers.get('cache-control'), path).toMatch(/^(no-store|private, no-(cache|store))$/)
  }
})
