// Proves what engines and previews of links read: maps in shards, one address per ad, which pages
// are listed, and pictures that everybody can show.
import { newId } from '@pk-auto/kernel/id'
import { slugOf } from '@pk-auto/ui/address/slug'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answering, buildPages, serveWeb } from './built-web.ts'
import { cardOf, listing, searchPage, taxonomy } from './sample-market.ts'

const stack = new AsyncDisposableStack()
const label = { en: 'Toyota', ur: 'ٹویوٹا' }
const counted = (value: string, count: number) => ({ value, label, count })
let found = 20
/** As many ads as the model has. */
let ads = [listing]
/** Where its list was read from. */
let asked: number[] = []
let dist: URL
let url: string
let gatewayUrl: string

beforeAll(async () => {
  const gateway = stack.use(
    await answering({
      '/taxonomy': () => taxonomy,
      '/listings': (query) => {
        const [from, limit] = [Number(query.get('after') ?? 0), Number(query.get('limit'))]
        asked.push(from)
        const page = searchPage(ads.slice(from, from + limit).map(cardOf))
        return {
          ...page,
          next: from + limit < ads.length ? String(from + limit) : null,
          total: { value: found, exact: true },
          facets: {
            make: [counted('toyota', 30)],
            model: [counted('corolla', Math.max(28, ads.length)), counted('crown', 2)],
            city: [counted('multan', 9), counted('quetta', 1)],
          },
        }
      },
      [`/listings/${listing.id}`]: () => listing,
      [`/listings/${listing.id}/price-history`]: () => [],
    }),
  )
  gatewayUrl = gateway.url
  dist = await buildPages()
  url = stack.use(await serveWeb(dist, gateway.url)).url
})
afterAll(() => stack.disposeAsync())

const read = async (path: string): Promise<string> => (await fetch(url + path)).text()
const locations = async (path: string): Promise<readonly string[]> =>
  [...(await read(path)).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, at = '']) =>
    at.replace(url, '').replaceAll('&amp;', '&'),
  )
const slug = slugOf(listing.title.en)

test('the map is an index of shards: pages, and the ads of each model', async () => {
  expect(await locations('/sitemap.xml')).toEqual([
    '/sitemaps/pages.xml',
    '/sitemaps/toyota.corolla.xml',
    '/sitemaps/toyota.crown.xml',
  ])
  const pages = await locations('/sitemaps/pages.xml')
  expect(pages).toContain('/ur/cars?make=toyota&model=corolla')
  expect(pages).toContain('/cars?city=multan')
  expect(pages.filter((path) => /crown|quetta/.test(path))).toEqual([])
  const address = `/cars/${listing.id}/${slug}`
  expect(await locations('/sitemaps/toyota.corolla.xml')).toEqual([address, `/ur${address}`])
  expect((await fetch(`${url}/sitemaps/nonsense.xml`)).status).toBe(404)
})

test('a model with more ads than a map takes has more maps, together every ad once', async () => {
  const all = Array.from({ length: 250 }, () => ({ ...listing, id: newId() }))
  ads = all
  await using small = await serveWeb(dist, gatewayUrl, { adsPerMap: 120 })
  const pathsOf = async (path: string) =>
    [...(await (await fetch(small.url + path)).text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(
      ([, at = '']) => at.replace(small.url, ''),
    )
  const maps = (await pathsOf('/sitemap.xml')).filter((path) => path.includes('toyota.corolla'))
  expect(maps).toEqual([
    '/sitemaps/toyota.corolla.xml',
    '/sitemaps/toyota.corolla.2.xml',
    '/sitemaps/toyota.corolla.3.xml',
  ])
  // The last one asked for alone is read from the beginning; after that each begins where it must.
  asked = []
  const last = await pathsOf(maps[2]!)
  expect(asked).toEqual([0, 100, 120, 220, 240])
  asked = []
  const paths = [...(await pathsOf(maps[0]!)), ...(await pathsOf(maps[1]!))]
  expect(asked).toEqual([0, 100, 120, 220])
  const inEnglish = [...paths, ...last].filter((path) => !path.startsWith('/ur/'))
  expect(inEnglish).toEqual(all.map(({ id }) => `/cars/${id}/${slug}`))
  const map = await (await fetch(small.url + maps[1]!)).text()
  expect(map.match(/<lastmod>/g)).toHaveLength(240)
  expect(map).toContain(`<lastmod>${cardOf(listing).publishedAt}</lastmod>`)
  for (const none of ['.1', '.0', '.4', '.51'])
    expect((await fetch(`${small.url}/sitemaps/toyota.corolla${none}.xml`)).status).toBe(404)
  ads = [listing]
})

test('while the market cannot be asked there is no map, and a time to come back', async () => {
  await using alone = await serveWeb(dist, 'http://127.0.0.1:9')
  const answer = await fetch(`${alone.url}/sitemap.xml`)
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '600'])
})

test('what is somebody’s own is out of bounds in both languages', async () => {
  const robots = await read('/robots.txt')
  for (const path of ['/me/', '/login', '/favourites', '/chat', '/shortlists/'])
    expect(robots).toMatch(new RegExp(`^Disallow: ${path}$[^]*^Disallow: /ur${path}$`, 'm'))
  expect(robots).toContain(`Sitemap: ${url}/sitemap.xml`)
})

test.for([
  ['/cars?make=toyota', 20, true],
  ['/ur/cars?make=toyota', 20, true],
  ['/cars?make=toyota', 1, false],
  ['/cars?q=corolla', 20, false],
  ['/ur/cars?q=corolla', 20, false],
  ['/cars?fuel=petrol&make=toyota', 20, false],
] as const)('with cars enough %s with %i cars is listed: %j', async ([path, total, isListed]) => {
  found = total
  const html = await read(path)
  expect(html.includes('content="noindex, follow"')).toBe(!isListed)
  expect(html.includes('rel="canonical"')).toBe(isListed)
})

test('any other spelling of an ad leads to its one address, for good but not stored', async () => {
  for (const [path, to] of [
    [`/cars/${listing.id}/wrong?from=mail`, `/cars/${listing.id}/${slug}?from=mail`],
    [`/cars/${listing.id}`, `/cars/${listing.id}/${slug}`],
    [`/ur/cars/${listing.id}/wrong`, `/ur/cars/${listing.id}/${slug}`],
  ] as const) {
    const answer = await fetch(url + path, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([301, to])
    expect(answer.headers.get('cache-control')).toBe('no-store')
  }
})

test('a short address leads to the page of its ad in its language, any other nowhere', async () => {
  const ad = '/cars/01a22684-48d6-7ff4-b309-d6a425bb9680'
  for (const [path, status, to] of [
    ['/a/3hboykh9sz8wwepyp2mc7ts0', 301, ad],
    ['/ur/a/3hboykh9sz8wwepyp2mc7ts0?from=chat', 301, `/ur${ad}?from=chat`],
    ['/a/f5lxx1zz5pnorynqglhzmsp34', 404, null],
    ['/a/x.y', 404, null],
  ] as const) {
    const answer = await fetch(url + path, { redirect: 'manual' })
    expect([path, answer.status, answer.headers.get('location')]).toEqual([path, status, to])
  }
})

/** The facts of a page, by their types. */
const factsOf = async (path: string): Promise<readonly string[]> =>
  [...(await read(path)).matchAll(/application\/ld\+json">([^<]+)</g)].flatMap(([, json = '']) => {
    const fact = JSON.parse(json) as { '@type'?: string; '@graph'?: { '@type': string }[] }
    return fact['@graph']?.map((one) => one['@type']) ?? [fact['@type'] ?? '']
  })

test('pages say what they are, and a shared ad has a picture that everybody can show', async () => {
  expect(await factsOf('/')).toEqual(['Organization', 'WebSite'])
  expect(await factsOf('/cars')).toEqual(['ItemList'])
  expect(await factsOf(`/cars/${listing.id}/${slug}`)).toEqual(['Car', 'BreadcrumbList'])
  const ad = await read(`/cars/${listing.id}/${slug}`)
  expect(ad).toContain(`<meta property="og:image" content="${url}/media/m1/j">`)
  expect(ad).toContain('<meta property="og:image:type" content="image/jpeg">')
})

test('every picture of an ad has a source, and only its first is loaded at once', async () => {
  const ad = await read(`/cars/${listing.id}/${slug}`)
  const pictures = [...ad.matchAll(/<img[^>]*>/g)].map(([tag]) => tag)
  expect(pictures.length).toBeGreaterThan(3)
  for (const tag of pictures) expect(tag).toMatch(/ src="[^"]+"/)
  const eager = pictures.filter((tag) => !/loading="lazy"|data:image/.test(tag))
  expect(eager).toHaveLength(1)
  expect(eager[0]).toContain('fetchpriority="high"')
  expect(eager[0]).toContain('/media/m1/c 640w, /media/m1/m 960w, /media/m1/l 1200w')
})
