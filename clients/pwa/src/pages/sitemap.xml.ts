// The index of the maps for engines: one of pages, and as many as it takes for each model's ads.
import type { APIRoute } from 'astro'
import { MOST_MAPS } from '../view/ads-of-map.ts'
import { countMarket } from '../view/market-counts.ts'
import { noMap, sitemapIndex, xmlAnswer } from '../view/sitemap.ts'

export const GET: APIRoute = async ({ locals }) => {
  const market = await countMarket(locals.gateway)
  if (!market) return noMap()
  const models = market.makes.flatMap((make) =>
    make.models.flatMap(({ slug, count }) => {
      const maps = Math.min(Math.ceil(count / locals.maps.adsPerMap), MOST_MAPS)
      return Array.from({ length: maps }, (_, before) => {
        const number = before === 0 ? '' : `.${before + 1}`
        return `/sitemaps/${make.slug}.${slug}${number}.xml`
      })
    }),
  )
  return xmlAnswer(sitemapIndex(locals.origin, ['/sitemaps/pages.xml', ...models]))
}
