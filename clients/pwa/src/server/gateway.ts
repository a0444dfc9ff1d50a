// How a page on the server calls the gateway: with the visitor's cookie, language, address and
// trace, over loopback.
import type { IncomingMessage } from 'node:http'
import type { Pool } from 'undici'
import type { Problem, Taxonomy } from '../api/types.ts'
import { forwardedHeaders } from './forward.ts'

export type GatewayAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem }
export type PageGateway = {
  /** GET of a path under /api/v1. Never throws: a gateway that does not answer is a 503 problem. */
  get<T>(path: string): Promise<GatewayAnswer<T>>
  /** Set-Cookie headers the gateway sent while the page was made. */
  readonly cookies: readonly string[]
  taxonomy(): Promise<Taxonomy | undefined>
}

const PASSED = [
  'cookie',
  'user-agent',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'traceparent',
] as const
const UNANSWERED: Problem = { status: 503, code: 'GATEWAY_UNAVAILABLE' }

const readProblem = (status: number, text: string): Problem => {
  try {
    return { code: 'UNKNOWN', ...(JSON.parse(text) as Partial<Problem>), status }
  } catch {
    return { status, code: 'UNKNOWN' }
  }
}

/** The gateway as one visitor's page sees it. */
export const pageGateway = (
  pool: Pool,
  request: IncomingMessage,
  lang: string,
  taxonomy: () => Promise<Taxonomy | undefined>,
): PageGateway => {
  const all = forwardedHeaders(request)
  const headers: Record<string, string | string[]> = {
    accept: 'application/json',
    'accept-language': lang,
  }
  for (const name of PASSED) if (all[name] !== undefined) headers[name] = all[name]
  const cookies: string[] = []
  return {
    cookies,
    taxonomy,
    async get<T>(path: string): Promise<GatewayAnswer<T>> {
      try {
        const answer = await pool.request({
          path: `/api/v1${path}`,
          method: 'GET',
          headers,
          headersTimeout: 5_000,
          bodyTimeout: 5_000,
        })
        cookies.push(...[answer.headers['set-cookie'] ?? []].flat())
        const text = await answer.body.text()
        return answer.statusCode < 300
          ? { ok: true, value: JSON.parse(text) as T }
          : { ok: false, problem: readProblem(answer.statusCode, text) }
      } catch {
        return { ok: false, problem: UNANSWERED }
      }
    },
  }
}
