// What the market has, counted: for the maps of engines.
import type { PageGateway } from '../server/gateway.ts'

type Counted = { readonly slug: string; readonly count: number }
export type MarketCounts = {
  readonly makes: readonly (Counted & { readonly models: readonly Counted[] })[]
  readonly cities: readonly Counted[]
}

/** Questions under way at a time. */
const AT_ONCE = 4

const facetOf = async (
  gateway: PageGateway,
  name: string,
  query: Readonly<Record<string, string>>,
): Promise<readonly Counted[] | undefined> => {
  const answer = await gateway.get('GET /listings', { query: { ...query, limit: 1 } })
  return answer.ok
    ? (answer.value.facets?.[name] ?? []).map(({ value, count }) => ({ slug: value, count }))
    : undefined
}

/** Undefined when any of it cannot be had: half a map would hide pages. */
export const countMarket = async (gateway: PageGateway): Promise<MarketCounts | undefined> => {
  const [found, cities] = await Promise.all([
    facetOf(gateway, 'make', {}),
    facetOf(gateway, 'city', {}),
  ])
  if (!found || !cities) return undefined
  const makes: (Counted & { models: readonly Counted[] })[] = []
  for (let from = 0; from < found.length; from += AT_ONCE) {
    const some = found.slice(from, from + AT_ONCE)
    const models = await Promise.all(
      some.map(({ slug }) => facetOf(gateway, 'model', { make: slug })),
    )
    for (const [index, make] of some.entries()) {
      const own = models[index]
      if (!own) return undefined
      makes.push({ ...make, models: own })
    }
  }
  return { makes, cities }
}
