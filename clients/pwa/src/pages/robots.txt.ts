// What engines are asked to leave alone: what is somebody's own, in both languages.
import { localPath, LOCALES } from '@pk-auto/ui/locale'
import type { APIRoute } from 'astro'

const OWN = [
  ...['/me/', '/login', '/favourites', '/chat', '/alerts/', '/shortlists/'],
  ...['/confirm-email', '/offline'],
]

export const GET: APIRoute = ({ locals }) => {
  const lines = [
    'User-agent: *',
    'Disallow: /api/',
    'Disallow: /share',
    ...LOCALES.flatMap((locale) => OWN.map((path) => `Disallow: ${localPath(locale, path)}`)),
    '',
    `Sitemap: ${new URL('/sitemap.xml', locals.origin).href}`,
    '',
  ]
  return new Response(lines.join('\n'), {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'public, max-age=3600',
    },
  })
}
