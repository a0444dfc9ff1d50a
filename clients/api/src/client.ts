// The API client of a browser: same origin, session cookie, problems as data, keys and versions in
// the headers where the contract wants them.
import { type Address, addressOf } from './address.ts'
import type { Arguments, OperationName, Value } from './operations.ts'
import type { Answer, Problem } from './problem.ts'

/** `api('POST /listings/{id}/publish', { path: { id }, version })`. */
export type Api<Paths> = <Name extends OperationName<Paths>>(
  name: Name,
  ...call: Arguments<Paths, Name>
) => Promise<Answer<Value<Paths, Name>>>

type AnyCall = Address & {
  readonly body?: unknown
  readonly key?: string
  readonly version?: number
  readonly signal?: AbortSignal
  readonly outlivesPage?: boolean
}

const hex = (bytes: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')

const problemOf = async (response: Response): Promise<Problem> => {
  const body: unknown = await response.json().catch(() => ({}))
  const given = typeof body === 'object' && body !== null ? (body as Partial<Problem>) : {}
  const wait = Number(response.headers.get('retry-after'))
  return {
    code: 'UNKNOWN',
    ...given,
    status: response.status,
    ...(wait > 0 ? { retryAfter: wait } : {}),
  }
}

const versionOf = (response: Response): number | undefined => {
  const match = /"(\d+)"/.exec(response.headers.get('etag') ?? '')
  return match ? Number(match[1]) : undefined
}

const send = async (
  { lang, person }: { readonly lang: string; readonly person: string | undefined },
  name: string,
  call: AnyCall,
): Promise<Answer<unknown>> => {
  const { method, url } = addressOf(name, call)
  // What is removed is removed, also when the page is left right after it.
  const { body, key, version, signal, outlivesPage = method === 'DELETE' } = call
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-language': lang,
    traceparent: `00-${hex(16)}-${hex(8)}-01`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
    ...(person === undefined ? {} : { 'x-person-id': person }),
    ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
  }
  try {
    const response = await fetch(url, {
      method,
      headers,
      credentials: 'same-origin',
      ...(outlivesPage ? { keepalive: true } : {}),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
    if (!response.ok) return { ok: false, problem: await problemOf(response) }
    const value: unknown =
      response.status === 204 ? undefined : await response.json().catch(() => undefined)
    return { ok: true, value, version: versionOf(response) }
  } catch {
    return { ok: false, problem: { status: 0, code: 'OFFLINE' } }
  }
}

/**
 * A client that speaks the page's language. It never throws: no connection at all is a problem with
 * status 0 and code OFFLINE. With a `person` everything is meant in their name alone: when somebody
 * else is signed in by now it is refused with ANOTHER_PERSON.
 */
export const apiIn = <Paths>(lang: string, person?: string): Api<Paths> =>
  ((name: string, call: AnyCall = {}) => send({ lang, person }, name, call)) as Api<Paths>

/** A fresh idempotency key. */
export const newKey = (): string => crypto.randomUUID()
