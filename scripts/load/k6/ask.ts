// One call of the gateway's public contract: an operation that is not in it does not compile.
import type { Arguments, OperationName, Value } from '@pk-auto/client-api/operations'
import type { paths } from '@pk-auto/client-api/pwa.gen'
import http, { type RefinedResponse } from 'k6/http'
import { address } from './options.ts'

export type Headers = Readonly<Record<string, string>>
export type Answer<T> = { readonly value: T; readonly version: number }

type Loose = {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
  readonly key?: string
  readonly version?: number
}

/**
 * The operation by its name in the contract, counted by k6 under it. @throws Error for any answer
 * that is no success: what comes after it would fail too
 */
export function ask<Name extends OperationName<paths>>(
  name: Name,
  headers: Headers,
  ...[call]: Arguments<paths, Name>
): Answer<Value<paths, Name>> {
  const { path = {}, query = {}, body, key, version } = (call ?? {}) as Loose
  const [method = '', template = ''] = name.split(' ')
  const filled = template.replace(/\{(\w+)\}/g, (_, part: string) => path[part] ?? '')
  const asked = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => `${field}=${encodeURIComponent(String(value))}`)
    .join('&')
  const answer = http.request(
    method,
    `${address()}/api/v1${filled}${asked === '' ? '' : `?${asked}`}`,
    body === undefined ? null : JSON.stringify(body),
    {
      headers: {
        'x-client': 'app',
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      tags: { name },
    },
  )
  mustSucceed(name, answer)
  const tag = /"(\d+)"/.exec(answer.headers['Etag'] ?? '')
  return {
    value: (answer.body ? answer.json() : undefined) as Value<paths, Name>,
    version: Number(tag?.[1] ?? 0),
  }
}

/** @throws Error with the code of the problem */
export function mustSucceed(name: string, { status, body }: RefinedResponse<'text'>): void {
  if (status < 200 || status > 299)
    throw new Error(`${name} answered ${status} ${String(body).slice(0, 200)}`)
}
