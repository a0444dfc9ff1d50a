// I6: the listing part of search_doc is catalogue's public listing at its version, for all of them.
import type { Finding, Probe } from './probe.ts'

// As the projection writes it: empty texts for what is not set, money and times as in its JSON.
const PUBLIC = `
  select id, version, state, seller_id as "sellerId", seller_type as "sellerType", market,
    make, model, coalesce(generation, '') as generation, coalesce(variant, '') as variant, year,
    json_build_object('minor', price_minor, 'currency', price_currency) as price,
    case when dropped_from_minor is not null then
      json_build_object('minor', dropped_from_minor, 'currency', price_currency)
    end as "droppedFrom",
    km, engine_cc as "engineCc", fuel, transmission, assembly, body, colour,
    city, coalesce(area, '') as area, registration_city as "registrationCity",
    condition, features, coalesce(title, '') as title, photos, visibility, channels,
    case when state in ('live', 'sold') and visibility = 'public'
      then 'everyone' else 'seller' end as audience,
    case when visibility = 'public' then 'everyone' else 'seller' end as "audienceWhileLive",
    created_at as "createdAt", updated_at as "updatedAt",
    published_at as "publishedAt", ended_at as "closedAt"
  from listing where state <> 'draft'`
const PROJECTED = 'select id, listing from search_doc where id = any($1)'
const EXTRA = 'select id from search_doc where listing is not null'

type Json = Readonly<Record<string, unknown>>

/**
 * For a platform at rest: what is on its way counts as a breach. One line per listing, naming the
 * fields that differ.
 */
export async function projectionFollows(probe: Probe): Promise<Finding> {
  const breaches: string[] = []
  const known = new Set<string>()
  for await (const page of probe.pages<Json & { id: string }>('catalogue', PUBLIC)) {
    const ids = page.map(({ id }) => id)
    const docs = new Map(
      (await probe.rows<{ id: string; listing: Json | null }>('search', PROJECTED, [ids])).map(
        ({ id, listing }) => [id, listing],
      ),
    )
    for (const listing of page) {
      known.add(listing.id)
      const doc = docs.get(listing.id)
      if (!doc)
        breaches.push(
          `${listing.id}: at version ${String(listing['version'])} with catalogue, ` +
            'without a listing part in search_doc',
        )
      else {
        const wrong = differing(plain(listing), doc)
        if (wrong.length > 0)
          breaches.push(`${listing.id}: differs from search_doc in ${wrong.join(', ')}`)
      }
    }
  }
  for await (const page of probe.pages<{ id: string }>('search', EXTRA))
    for (const { id } of page)
      if (!known.has(id))
        breaches.push(`${id}: has a listing part in search_doc, and catalogue never published it`)
  return { name: 'I6', looked: known.size, checked: `${known.size} published listings`, breaches }
}

/** Through JSON, as it was stored; absent and null are the same. */
const plain = (row: Json): Json => JSON.parse(JSON.stringify(row)) as Json

function differing(one: Json, other: Json): string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].filter(
    (name) => canonical(one[name] ?? null) !== canonical(other[name] ?? null),
  )
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
