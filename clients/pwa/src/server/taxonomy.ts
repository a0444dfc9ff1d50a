// The taxonomy that every page needs for labels: cached in memory, revalidated by its ETag, stale
// rather than absent.
import type { Pool } from 'undici'
import type { Taxonomy } from '@pk-auto/client-api/pwa.gen'

const FRESH_MS = 60_000

/**
 * A reader of the taxonomy. While one is known, a page never waits for a newer one; undefined only
 * until the first answer.
 */
export const taxonomyReader = (
  pool: Pool,
  now: () => number,
): (() => Promise<Taxonomy | undefined>) => {
  let known: { taxonomy: Taxonomy; etag: string | undefined; at: number } | undefined
  let asking: Promise<void> | undefined
  const ask = async (): Promise<void> => {
    try {
      const headers: Record<string, string> = {
        accept: 'application/json',
        ...(known?.etag ? { 'if-none-match': known.etag } : {}),
      }
      const answer = await pool.request({
        path: '/api/v1/taxonomy',
        method: 'GET',
        headers,
        headersTimeout: 5_000,
      })
      if (answer.statusCode === 304 && known) {
        await answer.body.dump()
        known = { ...known, at: now() }
      } else if (answer.statusCode === 200) {
        const taxonomy = (await answer.body.json()) as Taxonomy
        const etag = answer.headers['etag']
        known = { taxonomy, etag: typeof etag === 'string' ? etag : undefined, at: now() }
      } else await answer.body.dump()
    } catch {
      // The next page asks again; until then the one that is known is good enough.
    } finally {
      asking = undefined
    }
  }
  return async () => {
    if (!known || now() - known.at > FRESH_MS) asking ??= ask()
    if (!known) await asking
    return known?.taxonomy
  }
}
