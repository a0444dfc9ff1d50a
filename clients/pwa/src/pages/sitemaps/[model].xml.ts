// A map of one model's ads, `toyota.corolla` or behind it `toyota.corolla.2`: the newest first,
// each with its one address.
import { slugOf } from '@pk-auto/ui/address/slug'
import type { APIRoute } from 'astro'
import { adsOfMap, MOST_MAPS } from '../../view/ads-of-map.ts'
import { noMap, sitemapShard, xmlAnswer } from '../../view/sitemap.ts'

const NAME = /^([a-z0-9-]+)\.([a-z0-9-]+)(?:\.(\d{1,3}))?$/
const absent = (): Response => new Response(null, { status: 404 })

export const GET: APIRoute = async ({ params, locals }) => {
  const [, make, model, number] = NAME.exec(params['model'] ?? '') ?? []
  if (make === undefined || model === undefined) return absent()
  const map = Number(number ?? 1)
  // The first has one name.
  if (map > MOST_MAPS || (number !== undefined && !(map > 1))) return absent()
  const ads = await adsOfMap(locals.gateway, { make, model }, map, locals.maps)
  if (ads === 'absent') return absent()
  if (ads === 'unavailable') return noMap()
  return xmlAnswer(
    sitemapShard(
      locals.origin,
      ads.map(({ id, title, publishedAt }) => ({
        path: `/cars/${id}/${slugOf(title.en)}`,
        changedAt: publishedAt,
      })),
    ),
  )
}
