// Saved searches of that market, put straight into search's database: saving a hundred thousand by
// RPC would take longer than what is measured.
import { newId } from '@pk-auto/kernel/id'
import type pg from 'pg'
import { CITIES, cityOf, modelOf, MODELS, ranked } from './ads.ts'

const GREATEST = 2_147_483_647
const AT_ONCE = 5_000

type Search = {
  readonly id: string
  readonly person: string
  readonly filters: object
  readonly key: string
  readonly price: readonly [number, number]
  readonly years: readonly [number, number]
  readonly hasMore: boolean
}

/** Most name a model, a city and a price `band` wide; one in four asks for a fuel on top. */
function searchOf(random: () => number, band: number): Search {
  const { make, model } = modelOf(ranked(MODELS, random))
  const city = random() < 0.85 ? cityOf(ranked(CITIES, random)) : undefined
  const isModel = city === undefined || random() < 0.92
  const low = Math.floor(random() * 60) * 100_000
  const [priceFrom, priceTo] = [low, low + band]
  const yearFrom = 2_000 + Math.floor(random() * 22)
  const fuel = random() < 0.25 ? 'petrol' : undefined
  const terms = {
    ...(isModel ? { model: [model] } : { make: [make] }),
    ...(city && { city: [city] }),
    ...(fuel && { fuel: [fuel] }),
  }
  const car = isModel ? `model/${model}` : `make/${make}`
  return {
    ...{ id: newId(), person: newId(), hasMore: fuel !== undefined },
    filters: { terms, ranges: { priceFrom, priceTo, yearFrom }, flags: {} },
    key: ['pk', 'automart', car, city ?? '*'].join('|'),
    ...{ price: [priceFrom * 100, priceTo * 100], years: [yearFrom, GREATEST] },
  }
}

/** The more there are the narrower they ask: an ad matches about as many of them. */
export async function insertSearches(
  client: pg.Client,
  count: number,
  random: () => number,
): Promise<void> {
  await client.query('set role worker')
  for (let from = 0; from < count; from += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, count - from) }, () =>
      searchOf(random, Math.round(150_000_000_000 / count)),
    )
    await client.query(
      `with rows as (
         select * from jsonb_to_recordset($1::jsonb) as r (
           id uuid, person uuid, filters jsonb, key text, price bigint[], years int[],
           "hasMore" boolean)
       ), searches as (
         insert into saved_search (id, version, person_id, name, market, channel, filters, words,
           frequency, notify_by, created_at)
         select id, 1, person, '', 'pk', 'automart', filters, '{}', 'instant', '{push}', now()
         from rows
       ), keys as (
         insert into saved_search_key (search_id, key, person_id, price_from, price_to, year_from,
           year_to, km_from, km_to, engine_from, engine_to, has_more)
         select id, key, person, price[1], price[2], years[1], years[2], 0, $2, 0, $2, "hasMore"
         from rows
       )
       insert into saved_search_match (search_id, person_id) select id, person from rows`,
      [JSON.stringify(rows), GREATEST],
    )
  }
  await client.query('reset role')
}
