// The map of one model's ads, `toyota.corolla`: the newest 2,000, each with its one address.
import { slugOf } from '@pk-auto/ui/slug'
import type { APIRoute } from 'astro'
import { noMap, sitemapShard, xmlAnswer } from '../../view/sitemap.ts'

const NAME = /^([a-z0-9-]+)\.([a-z0-9-]+)$/
const PAGE = 100
const MOST_PAGES = 20

export const GET: APIRoute = async ({ params, locals }) => {
  const [, make, model] = NAME.exec(params['model'] ?? '') ?? []
  if (make === undefined || model === undefined) return new Response(null, { status: 404 })
  const paths: string[] = []
  let after: string | undefined
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await locals.gateway.get('GET /listings', {
      query: {
        ...{ make: [make], model: [model], sort: 'newest', limit: PAGE },
        ...(after !== undefined && { after }),
      },
    })
    if (!answer.ok)
      return answer.problem.status < 500 ? new Response(null, { status: 404 }) : noMap()
    for (const card of answer.value.items) paths.push(`/cars/${card.id}/${slugOf(card.title.en)}`)
    if (!answer.value.next) break
    after = answer.value.next
  }
  return xmlAnswer(sitemapShard(locals.origin, paths))
}
