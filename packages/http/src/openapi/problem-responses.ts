// Which problems an operation may answer with, derived from what it takes and who may ask.
import { PROBLEM_TYPE } from '../problems/problem.ts'
import { RATE_LIMIT_HEADERS, type ResponseHeader } from './headers.ts'
import type { OperationWords } from './operation.ts'

const TEXTS: Readonly<Record<number, string>> = {
  400: 'The request cannot be read, or lacks its Idempotency-Key',
  401: 'Nobody is signed in, or the session is over',
  403: 'The terms are due, or a browser sent this from a foreign page',
  404: 'There is no such thing, or it is not yours',
  409: 'Its present state does not allow this, or the same request is still in work',
  412: 'Somebody changed it in the meantime: read it again',
  413: 'The body is too large',
  414: 'Part of the address is too long',
  415: 'The body is not application/json',
  422: 'Some fields cannot be accepted: `errors` names each',
  428: 'If-Match is missing',
  429: 'Too many requests: wait for Retry-After',
  431: 'Address and headers together are too long',
  500: 'Something went wrong on our side',
  503: 'Not available right now: try again',
  504: 'This took too long: try again',
}

const headersOf = (status: number): readonly ResponseHeader[] => {
  if (status === 429) return ['X-Request-Id', 'Retry-After', ...RATE_LIMIT_HEADERS]
  return status === 503 ? ['X-Request-Id', 'Retry-After'] : ['X-Request-Id']
}

const headerRef = (name: ResponseHeader) => ({ $ref: `#/components/headers/${name}` })

export const headerRefs = (names: readonly ResponseHeader[]) =>
  Object.fromEntries(names.map((name) => [name, headerRef(name)]))

/** One reusable response per status. */
export const PROBLEM_RESPONSES = Object.fromEntries(
  Object.entries(TEXTS).map(([status, description]) => [
    `Problem${status}`,
    {
      description,
      headers: headerRefs(headersOf(Number(status))),
      content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]),
)

export type Asked = {
  readonly method: string
  readonly hasBody: boolean
  readonly hasPathParameters: boolean
  readonly hasQuery: boolean
}

/** Sorted; each a status of TEXTS. @throws Error for one that has no text */
export function problemStatuses(
  { who, takes = [], refuses = [] }: Pick<OperationWords, 'who' | 'takes' | 'refuses'>,
  { method, hasBody, hasPathParameters, hasQuery }: Asked,
): number[] {
  const isWrite = method !== 'get'
  const statuses = new Set([500, 503, 504, ...refuses])
  const add = (when: boolean, ...more: number[]) => {
    if (when) for (const status of more) statuses.add(status)
  }
  add(hasBody, 400, 413, 415, 422)
  add(hasPathParameters, 400, 404, 414, 422)
  add(hasQuery, 422, 431)
  // Whoever writes has the limit of its address; a browser's page must be one of ours.
  add(isWrite, 403, 429)
  add(who === 'person', 401, 403)
  add(who === 'person or anyone', 401)
  add(takes.includes('Idempotency-Key'), 400, 409, 422)
  add(takes.includes('If-Match'), 412, 428)
  add(takes.includes('X-Device-Id'), 422)
  add(takes.includes('X-Person-Id'), 409)
  const unknown = [...statuses].find((status) => !(status in TEXTS))
  if (unknown !== undefined) throw new Error(`no text for the status ${unknown}`)
  return [...statuses].sort((a, b) => a - b)
}
