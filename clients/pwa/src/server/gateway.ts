// How a page on the server calls the gateway: with the visitor's cookie, language, address and
// trace, over loopback.
import type { IncomingMessage } from 'node:http'
import type { Pool } from 'undici'
import { type Address, addressOf } from '@pk-auto/client-api/address'
import type { Call, OperationName, Value } from '@pk-auto/client-api/operations'
import type { paths, Taxonomy } from '@pk-auto/client-api/pwa.gen'
import type { Problem } from '@pk-auto/client-api/problem'
import { forwardedHeaders } from './forward.ts'

export type GatewayAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem }
type Reading = Extract<OperationName<paths>, `GET ${string}`>
export type PageGateway = {
  /** `get('GET /listings/{id}', …)`. Never throws: without an answer it is a 503 problem. */
  get<Name extends Reading>(
    name: Name,
    call: Call<paths, Name>,
  ): Promise<GatewayAnswer<Value<paths, Name>>>
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
    async get<Name extends Reading>(
      name: Name,
      call: Call<paths, Name>,
    ): Promise<GatewayAnswer<Value<paths, Name>>> {
      try {
        const answer = await pool.request({
          path: addressOf(name, call as Address).url,
          method: 'GET',
          headers,
          headersTimeout: 5_000,
          bodyTimeout: 5_000,
        })
        cookies.push(...[answer.headers['set-cookie'] ?? []].flat())
        const text = await answer.body.text()
        return answer.statusCode < 300
          ? { ok: true, value: JSON.parse(text) as Value<paths, Name> }
          : { ok: false, problem: readProblem(answer.statusCode, text) }
      } catch {
        return { ok: false, problem: UNANSWERED }
      }
    },
  }
}
