// Finishes every rendered page once: the gateway's cookies go back to the visitor, its inline
// styles are allowed by hash, its scripts wait where it says so, and the text is compressed.
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'astro'
import { type Coding, codingFor } from './server/coding.ts'
import { leaveScripts } from './server/late-scripts.ts'

const compress = async (
  html: Buffer,
  request: Request,
): Promise<{ body: Buffer; coding: Coding | null }> => {
  const coding = codingFor(request.headers.get('accept-encoding') ?? undefined)
  // Quality 5 takes two milliseconds for a results page and makes it six times smaller; 4 saves one
  // of them and sends a tenth more, 6 and 7 save next to nothing.
  if (coding === 'br')
    return {
      body: await promisify(brotliCompress)(html, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 5 },
      }),
      coding,
    }
  if (coding === 'gzip') return { body: await promisify(gzip)(html, { level: 5 }), coding }
  return { body: html, coding: null }
}

/**
 * A page repeats its query in links. Compressed together with what only its reader may see, its
 * length would tell a stranger how close a guess in the query is (BREACH): such a page is sent as
 * it is. Pages under a token are no secret to who knows the token, and all others hold none.
 */
const leaksByLength = (locals: App.Locals, request: Request): boolean =>
  locals.signedIn && locals.path.startsWith('/me/') && new URL(request.url).search !== ''

// Styles are inlined: one round trip less before anything is seen on a slow connection.
const styleHashes = (html: string): readonly string[] =>
  [...html.matchAll(/<style[^>]*>([^]*?)<\/style>/g)].map(
    (match) =>
      `sha256-${createHash('sha256')
        .update(match[1] ?? '')
        .digest('base64')}`,
  )

/** The page as it is sent: cookies, policy, compression and the headers that go with them. */
const finish = async (
  response: Response,
  locals: App.Locals,
  request: Request,
): Promise<Response> => {
  const headers = new Headers(response.headers)
  for (const cookie of locals.gateway.cookies) headers.append('set-cookie', cookie)
  const type = headers.get('content-type') ?? ''
  const isPage = type.startsWith('text/html')
  if (!isPage && !type.startsWith('application/xml'))
    return new Response(response.body, { status: response.status, headers })
  const text = leaveScripts(await response.text())
  const bytes = Buffer.from(text)
  const { body, coding } = leaksByLength(locals, request)
    ? { body: bytes, coding: null }
    : await compress(bytes, request)
  if (coding) headers.set('content-encoding', coding)
  headers.set('vary', isPage ? 'accept-encoding, cookie' : 'accept-encoding')
  if (isPage) {
    headers.set('content-security-policy', locals.policy(styleHashes(text)))
    headers.set('content-type', 'text/html; charset=utf-8')
    headers.set('content-language', locals.locale)
  }
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-cache')
  headers.set('content-length', String(body.byteLength))
  return new Response(new Uint8Array(body), { status: response.status, headers })
}

/**
 * A page that rewrites to another passes through here again, inside its own run: only the outer run
 * finishes the page, or compressed bytes would be compressed again.
 */
export const onRequest: MiddlewareHandler = async ({ locals, request }, next) => {
  if (locals.finishing) return next()
  locals.finishing = true
  // A page that threw is followed by the error page, in a run of its own.
  const response = await next()
    .catch((error: unknown) => {
      locals.failed(error)
      throw error
    })
    .finally(() => (locals.finishing = false))
  return finish(response, locals, request)
}
