// The API client of the browser: same origin, session cookie, problem+json as data, idempotency
// keys and ETags where the contract asks for them.
import type { Problem } from './types.ts'

export type Answer<T> =
  | { readonly ok: true; readonly value: T; readonly version: number | undefined }
  | { readonly ok: false; readonly problem: Problem }
export type Call = {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  /** One key per intent: a retry of the same intent carries the same key. */
  readonly key?: string
  /** The version the edit was made from. */
  readonly version?: number
  readonly signal?: AbortSignal
}
export type Api = <T>(path: string, call?: Call) => Promise<Answer<T>>

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

/**
 * A client that asks in the page's language. It never throws: no connection is a problem with
 * status 0 and code OFFLINE.
 */
export const apiIn =
  (lang: string): Api =>
  async <T>(
    path: string,
    { method = 'GET', body, key, version, signal }: Call = {},
  ): Promise<Answer<T>> => {
    const headers: Record<string, string> = {
      accept: 'application/json',
      'accept-language': lang,
      traceparent: `00-${hex(16)}-${hex(8)}-01`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    }
    try {
      const response = await fetch(`/api/v1${path}`, {
        method,
        headers,
        credentials: 'same-origin',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      })
      if (!response.ok) return { ok: false, problem: await problemOf(response) }
      const value = (
        response.status === 204 ? undefined : await response.json().catch(() => undefined)
      ) as T
      return { ok: true, value, version: versionOf(response) }
    } catch {
      return { ok: false, problem: { status: 0, code: 'OFFLINE' } }
    }
  }

/** A fresh idempotency key. */
export const newKey = (): string => crypto.randomUUID()
