// One POST to a provider, and what its answer means for the message. Nothing of request or answer
// is logged: both have numbers and codes in them.
import type { Fault, Handover } from '../../domain/handover.ts'

export type MessageRequest = {
  readonly url: string
  readonly authorization: string
  readonly body: URLSearchParams | Readonly<Record<string, unknown>>
}

/** How a provider writes its answers. */
export type AnswerReader = {
  /** Its own id of the message it took. */
  reference(body: unknown): string | undefined
  /** Its own error, which proves that it has decided; undefined when the body has none. */
  error(body: unknown): { readonly isNumber: boolean } | undefined
}

export type PostMessage = (
  request: MessageRequest,
  read: AnswerReader,
  signal: AbortSignal,
) => Promise<Handover>

/** Nothing left this machine, so nothing was sent. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])
const LONGEST_PAUSE_S = 600
const DEFAULT_PAUSE_S = 30

const refused = (fault: Exclude<Fault, 'undelivered'>, busyUntil?: Date): Handover => ({
  outcome: 'refused',
  fault,
  ...(busyUntil && { busyUntil }),
})

/** Seconds, as all providers here write it; bounded, so that a slip does not cost us a provider. */
function pauseOf(header: string | null): number {
  const seconds = Number(header ?? DEFAULT_PAUSE_S)
  return Number.isFinite(seconds)
    ? Math.min(LONGEST_PAUSE_S, Math.max(1, seconds))
    : DEFAULT_PAUSE_S
}

function faultOf(error: unknown): Handover {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined
  return NEVER_CONNECTED.has(String(cause?.code)) ? refused('unreachable') : { outcome: 'unknown' }
}

/** `now` for the pause a provider asks for. */
export const postMessage =
  (now: () => Date): PostMessage =>
  async ({ url, authorization, body }, read, signal) => {
    const isForm = body instanceof URLSearchParams
    const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json'
    const headers = { authorization, accept: 'application/json', 'content-type': type }
    const sent = isForm ? body.toString() : JSON.stringify(body)
    let answer: Response
    try {
      answer = await fetch(url, { method: 'POST', headers, body: sent, signal, redirect: 'error' })
    } catch (error) {
      return faultOf(error)
    }
    const json: unknown = await answer.json().catch(() => undefined)
    if (answer.ok) {
      const reference = read.reference(json)
      return reference === undefined ? { outcome: 'unknown' } : { outcome: 'accepted', reference }
    }
    if (answer.status === 429) {
      const pauseMs = pauseOf(answer.headers.get('retry-after')) * 1_000
      return refused('busy', new Date(now().getTime() + pauseMs))
    }
    const error = read.error(json)
    // A balancer before a provider answers 5xx too, and knows nothing of the message behind it.
    if (answer.status >= 500) return error ? refused('failing') : { outcome: 'unknown' }
    return refused(error?.isNumber ? 'number' : 'rejected')
  }
