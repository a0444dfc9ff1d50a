// The short address of an ad, as it stands in texts that people send: leads to its page.
import { localPath } from '@pk-auto/ui/locale'
import type { APIRoute } from 'astro'
import { shortAd } from '@pk-auto/ui/address/short-ad'

export const GET: APIRoute = ({ params, url, locals, redirect, rewrite }) => {
  const id = shortAd(params['code'] ?? '')
  if (id === undefined) return rewrite('/404')
  return redirect(localPath(locals.locale, `/cars/${id}`) + url.search, 301)
}
