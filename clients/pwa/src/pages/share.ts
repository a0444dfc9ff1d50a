// Where a phone sends what somebody shares with the app.
import type { APIRoute } from 'astro'
import { sharedPath } from '../view/shared.ts'

export const GET: APIRoute = ({ url, locals, redirect }) => {
  const part = (name: string): string => url.searchParams.get(name) ?? ''
  const shared = { title: part('title'), text: part('text'), url: part('url') }
  return redirect(sharedPath(shared, locals.origin), 303)
}
