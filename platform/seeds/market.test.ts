// The made-up market is the same for the same seed, holds only what the taxonomy allows, and asks
// plausible prices.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { generateMarket } from './market.ts'
import { POOL_SIZE } from './pictures/subjects.ts'
import { fairRupees, parsePrices, readPrices, type Asked } from './prices.ts'
import type { SeedListing, SeedTaxonomy } from './shape.ts'

const folder = new URL('../../services/catalogue/taxonomy/', import.meta.url)
const yaml = (name: string): never => parse(readFileSync(new URL(name, folder), 'utf8')) as never
const taxonomy: SeedTaxonomy = {
  makes: readdirSync(new URL('makes/', folder)).map((name): never => yaml(`makes/${name}`)),
  ...(yaml('cities.yaml') as Pick<SeedTaxonomy, 'cities'>),
  ...(yaml('colours.yaml') as Pick<SeedTaxonomy, 'colours'>),
  ...(yaml('features.yaml') as Pick<SeedTaxonomy, 'features'>),
}
const pictureIds = Array.from({ length: POOL_SIZE }, (_, index) => `picture-${index}`)
const prices = readPrices()
const order = {
  taxonomy,
  prices,
  seed: 7,
  listings: 2_000,
  people: 300,
  pictureIds,
  now: new Date('2026-11-20T00:00:00Z'),
}
const market = generateMarket(order)
const listings = [...market.listings]
const cars = taxonomy.makes.flatMap((make) =>
  make.models.flatMap((model) =>
    model.generations.map((generation) => ({ make, model, generation })),
  ),
)

const print = (rows: Iterable<SeedListing>): string =>
  createHash('sha256')
    .update(
      JSON.stringify([...rows], (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
    )
    .digest('hex')

describe('one seed', () => {
  test('gives the same market however often it is walked, and another seed another one', () => {
    const again = generateMarket(order)
    expect(again.people).toEqual(market.people)
    expect(print(again.listings)).toBe(print(listings))
    expect(print(again.listings)).toBe(print(listings))
    expect(print(generateMarket({ ...order, seed: 8 }).listings)).not.toBe(print(listings))
  })

  test('a longer market begins with the shorter one, without being built first', () => {
    const [first] = generateMarket({ ...order, listings: 100_000 }).listings
    expect(first).toEqual(listings[0])
  })
})

describe('people', () => {
  test('have different sandbox phones and names in both scripts', () => {
    expect(new Set(market.people.map(({ phone }) => phone)).size).toBe(300)
    expect(
      market.people.filter(
        ({ phone, name }) =>
          !/^\+92300\d{7}$/.test(phone) ||
          !/^[A-Za-z ]+$/.test(name.en) ||
          !/^[\u0600-\u06ff ]+$/.test(name.ur),
      ),
    ).toEqual([])
  })

  test('phones stay different for any seed', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const phones = generateMarket({ ...order, seed, people: 500, listings: 0 }).people.map(
          ({ phone }) => phone,
        )
        expect(new Set(phones).size).toBe(500)
      }),
      { numRuns: 10 },
    )
  })
})

describe('listings', () => {
  test('name only cars, years, engines and places that the taxonomy has', () => {
    const cities = new Map(taxonomy.cities.map((city) => [city.slug, city]))
    const [colours, features] = [
      new Set(taxonomy.colours.map(({ slug }) => slug)),
      new Set(taxonomy.features.map(({ slug }) => slug)),
    ]
    const wrong = listings.filter((listing) => {
      const at = cars.find(
        ({ make, generation }) =>
          make.slug === listing.make && generation.slug === listing.generation,
      )
      const { model, generation } = at ?? {}
      const variant = generation?.variants.find(({ slug, engineCc }) =>
        listing.variant === undefined ? engineCc === listing.engineCc : slug === listing.variant,
      )
      if (
        model?.slug !== listing.model ||
        model.body !== listing.body ||
        !variant ||
        generation?.assembly !== listing.assembly
      )
        return true
      const [from, to] = [
        variant.yearFrom ?? generation.yearFrom,
        variant.yearTo ?? generation.yearTo ?? 2026,
      ]
      const car =
        listing.variant === undefined ||
        (variant.fuel === listing.fuel &&
          variant.transmission === listing.transmission &&
          variant.engineCc === listing.engineCc)
      const area =
        listing.area === undefined ||
        cities.get(listing.city)?.areas?.some(({ slug }) => slug === listing.area)
      const place =
        cities.has(listing.city) &&
        (listing.registrationCity === 'unregistered' || cities.has(listing.registrationCity))
      const years =
        listing.variant === undefined
          ? listing.year >= generation.yearFrom
          : listing.year >= from && listing.year <= to
      return (
        !car ||
        !area ||
        !place ||
        !years ||
        !colours.has(listing.colour) ||
        !listing.features.every((slug) => features.has(slug))
      )
    })
    expect(wrong).toEqual([])
  })

  test('carry well-formed chassis marks, never the same twice', () => {
    const marks = listings.flatMap(({ frameNumber, vin }) => frameNumber ?? vin ?? [])
    expect(marks.length).toBeGreaterThan(300)
    expect(new Set(marks).size).toBe(marks.length)
    expect(
      marks.filter(
        (mark) => !/^[A-HJ-NPR-Z0-9]{17}$/.test(mark) && !/^[A-Z0-9]{2,7}-\d{5,7}$/.test(mark),
      ),
    ).toEqual([])
  })

  test('show 3 to 12 different pictures of the pool', () => {
    expect(
      listings.filter(
        ({ photos }) =>
          photos.length < 3 || photos.length > 12 || new Set(photos).size !== photos.length,
      ),
    ).toEqual([])
    expect(new Set(listings.flatMap(({ photos }) => photos)).size).toBeGreaterThan(POOL_SIZE - 10)
  })

  test('stand in all provinces, in three ways of writing, under every model', () => {
    const province = new Map(taxonomy.cities.map((city) => [city.slug, city.province]))
    expect(new Set(listings.map(({ city }) => province.get(city)))).toEqual(
      new Set(province.values()),
    )
    expect(new Set(listings.map(({ description }) => description.lang))).toEqual(
      new Set(['en', 'ur', 'ur-Latn']),
    )
    expect(new Set(listings.map(({ model }) => model)).size).toBe(50)
    expect(
      listings.filter(
        ({ title, description }) =>
          /[{}]|undefined/.test(title + description.text) || title.length > 100,
      ),
    ).toEqual([])
  })

  test('drop prices only downwards, after publishing and before the sale', () => {
    const dropped = listings.filter(({ priceDrops }) => priceDrops)
    expect(dropped.length).toBeGreaterThan(100)
    for (const { price, priceDrops = [], publishedDaysAgo, sold } of dropped) {
      const steps = [{ daysAgo: publishedDaysAgo, price }, ...priceDrops]
      for (const [i, step] of priceDrops.entries())
        expect(step.price.minor < steps[i]!.price.minor && step.daysAgo < steps[i]!.daysAgo).toBe(
          true,
        )
      expect(sold === undefined || sold.daysAgo < steps.at(-1)!.daysAgo).toBe(true)
    }
  })

  test('ask whole rupees between 50,000 and 20 crore', () => {
    expect(
      listings.filter(
        ({ price }) =>
          price.minor % 100n !== 0n || price.minor < 5_000_000n || price.minor > 20_000_000_000n,
      ),
    ).toEqual([])
  })
})

describe('prices', () => {
  test('are there for every model, rising with the year, and no factor is idle', () => {
    expect([...prices.keys()].toSorted()).toEqual(
      [...new Set(cars.map(({ make, model }) => `${make.slug}/${model.slug}`))].toSorted(),
    )
    for (const [key, { anchors, factors }] of prices) {
      const slugs = cars
        .filter(({ make, model }) => `${make.slug}/${model.slug}` === key)
        .flatMap(({ generation }) => generation.variants.map(({ slug }) => slug))
      expect(anchors.every(([, lac], i) => i === 0 || lac > anchors[i - 1]![1])).toBe(true)
      expect(
        factors.filter(
          ([beginning]) =>
            !slugs.some((slug) => slug === beginning || slug.startsWith(`${beginning}-`)),
        ),
      ).toEqual([])
    }
  })

  test.each([
    ['suzuki/alto', 'vxl-ags', 2022, 45_000, 24, 29],
    ['toyota/corolla', 'gli-1-3-11th', 2016, 110_000, 35, 41],
    ['honda/civic', 'oriel-1-5-turbo', 2022, 50_000, 76, 90],
    ['suzuki/mehran', 'vxr', 2012, 130_000, 8, 10.5],
  ])('of %s %s %i stand where the market has them', (key, slug, year, km, low, high) => {
    const at = cars
      .map(({ generation }) => ({
        generation,
        variant: generation.variants.find((variant) => variant.slug === slug)!,
      }))
      .find(({ variant }) => variant)!
    const rupees = fairRupees({
      ...at,
      prices: prices.get(key)!,
      year,
      km,
      thisYear: 2026,
      city: 'lahore',
      registrationCity: 'lahore',
    })
    expect(rupees / 100_000).toBeGreaterThan(low)
    expect(rupees / 100_000).toBeLessThan(high)
  })

  test('fall with age and never rise with kilometres, all else equal', () => {
    const car = fc.constantFrom(
      ...cars.flatMap((at) => at.generation.variants.map((variant) => ({ ...at, variant }))),
    )
    fc.assert(
      fc.property(
        car,
        fc.nat(30),
        fc.nat(300_000),
        fc.integer({ min: 1, max: 100_000 }),
        ({ make, model, generation, variant }, back, km, more) => {
          const last = Math.min(2026, variant.yearTo ?? generation.yearTo ?? 2026)
          const year = Math.max(variant.yearFrom ?? generation.yearFrom, last - back)
          const asked: Asked = {
            prices: prices.get(`${make.slug}/${model.slug}`)!,
            generation,
            variant,
            year,
            km,
            thisYear: 2026,
            city: 'multan',
            registrationCity: 'lahore',
          }
          expect(fairRupees({ ...asked, km: km + more })).toBeLessThanOrEqual(fairRupees(asked))
          const usual = (at: number): number =>
            fairRupees({ ...asked, year: at, km: (2026 - at) * 12_000 })
          expect(year === last || usual(year) < usual(year + 1)).toBe(true)
        },
      ),
    )
  })

  test('follow age: the older half of each common model asks less on average', () => {
    for (const model of ['alto', 'corolla', 'mehran', 'civic', 'cultus', 'city']) {
      const rows = listings
        .filter((listing) => listing.model === model)
        .toSorted((a, b) => a.year - b.year)
      const mean = (part: SeedListing[]): number =>
        part.reduce((sum, { price }) => sum + Number(price.minor), 0) / part.length
      expect(mean(rows.slice(0, rows.length / 2))).toBeLessThan(mean(rows.slice(rows.length / 2)))
    }
  })

  test('of another table are used when given', () => {
    const table = parsePrices('models:\n  suzuki/ravi:\n    anchors: { 2000: 5, 2020: 10 }\n')
    const ravis = [...generateMarket({ ...order, listings: 20, prices: table }).listings]
    expect(new Set(ravis.map(({ model }) => model))).toEqual(new Set(['ravi']))
  })
})
