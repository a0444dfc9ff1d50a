// The map of the pages that are no ads: home, the rules, and each make, model and city with cars.
import type { APIRoute } from 'astro'
import { FEWEST_CARS } from '../../view/indexing.ts'
import { countMarket } from '../../view/market-counts.ts'
import { noMap, sitemapShard, xmlAnswer } from '../../view/sitemap.ts'

export const GET: APIRoute = async ({ locals }) => {
  const market = await countMarket(locals.gateway)
  if (!market) return noMap()
  const enough = ({ count }: { readonly count: number }): boolean => count >= FEWEST_CARS
  return xmlAnswer(
    sitemapShard(
      locals.origin,
      [
        ...['/', '/cars', '/sell', '/terms', '/privacy'],
        ...market.makes.filter(enough).map(({ slug }) => `/cars?make=${slug}`),
        ...market.makes.flatMap(({ slug, models }) =>
          models.filter(enough).map((model) => `/cars?make=${slug}&model=${model.slug}`),
        ),
        ...market.cities.filter(enough).map(({ slug }) => `/cars?city=${slug}`),
      ].map((path) => ({ path })),
    ),
  )
}
