// The index of the maps for engines: one of pages, and one for each model that has ads.
import type { APIRoute } from 'astro'
import { countMarket } from '../view/market-counts.ts'
import { noMap, sitemapIndex, xmlAnswer } from '../view/sitemap.ts'

export const GET: APIRoute = async ({ locals }) => {
  const market = await countMarket(locals.gateway)
  if (!market) return noMap()
  const models = market.makes.flatMap((make) =>
    make.models.map((model) => `/sitemaps/${make.slug}.${model.slug}.xml`),
  )
  return xmlAnswer(sitemapIndex(locals.origin, ['/sitemaps/pages.xml', ...models]))
}
