// The files by which engines find pages: one index, shards behind it (sitemaps.org 0.9).
import { localPath, LOCALES } from '@pk-auto/ui/locale'

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const document = (root: string, entries: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n` +
  `<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n` +
  `${entries.join('\n')}\n</${root}>\n`

export const sitemapIndex = (origin: string, paths: readonly string[]): string =>
  document(
    'sitemapindex',
    paths.map((path) => `<sitemap><loc>${escaped(new URL(path, origin).href)}</loc></sitemap>`),
  )

/** A page, and since when it is what it is, where that is known. */
export type Mapped = { readonly path: string; readonly changedAt?: string }

/** Each path in both languages. */
export const sitemapShard = (origin: string, pages: readonly Mapped[]): string =>
  document(
    'urlset',
    pages.flatMap(({ path, changedAt }) =>
      LOCALES.map((locale) => {
        const address = escaped(new URL(localPath(locale, path), origin).href)
        const changed = changedAt === undefined ? '' : `<lastmod>${changedAt}</lastmod>`
        return `<url><loc>${address}</loc>${changed}</url>`
      }),
    ),
  )

/** Engines come back for it; whoever stands between may hold it for an hour. */
export const xmlAnswer = (body: string): Response =>
  new Response(body, {
    headers: {
      'content-type': 'application/xml; charset=utf-8',
      'cache-control': 'public, max-age=3600',
    },
  })

/** Without the market there is no map: engines try again later. */
export const noMap = (): Response =>
  new Response(null, { status: 503, headers: { 'retry-after': '600' } })
