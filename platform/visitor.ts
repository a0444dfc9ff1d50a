// A person at the gateway's door, as an app would stand there: signs in by code and uploads photos.
// For seeds and tests.
import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Call } from './invariants/written.ts'

export type VisitorAnswer<T> = {
  status: number
  body: T
  etag: string | null
  /** Seconds. */
  retryAfter: number
}

export type Visitor = {
  personId: string
  /** Good for some minutes: of the session opened by signing in. `call` renews it by itself. */
  readonly accessToken: string
  call<T>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<VisitorAnswer<T>>
  /** Signs, puts and completes one photo; returns its media id. It may still be in work. */
  upload(bytes: Buffer, contentType?: string): Promise<string>
}

type Session = { readonly accessToken: string; readonly refreshToken: string }

const JSON_TYPE = { 'content-type': 'application/json' }

const answerOf = async <T>(response: Response): Promise<VisitorAnswer<T>> => {
  const text = await response.text()
  return {
    status: response.status,
    body: (text === '' ? undefined : JSON.parse(text)) as T,
    etag: response.headers.get('etag'),
    retryAfter: Number(response.headers.get('retry-after')),
  }
}

/** Too much was asked for, or a server is slow: the same request is answered another time. */
const TO_WAIT: readonly number[] = [429, 503, 504]
const LEAST_PAUSE_MS = 250

/**
 * Whoever fills a market is faster than any person: it waits for as long as the gateway says that
 * too much was asked for, whatever of, and for a machine with other things to do. Returns the
 * refusal when it would have to wait past `end`.
 */
async function patiently<T>(
  end: number,
  send: () => Promise<VisitorAnswer<T>>,
): Promise<VisitorAnswer<T>> {
  for (;;) {
    const answer = await send()
    const pauseMs = Math.max(answer.retryAfter * 1_000, LEAST_PAUSE_MS)
    if (!TO_WAIT.includes(answer.status) || performance.now() + pauseMs > end) return answer
    await wait(pauseMs)
  }
}

async function mustBe<T>(
  wanted: number,
  what: string,
  answer: Promise<VisitorAnswer<T>>,
): Promise<T> {
  const { status, body } = await answer
  if (status !== wanted) throw new Error(`${what} answered ${status}: ${JSON.stringify(body)}`)
  return body
}

export type Manner = {
  /** Headers of every request. */
  readonly headers?: Readonly<Record<string, string>>
  /** Called with every call and its outcome. */
  readonly note?: (call: Call) => void
  /**
   * For how long signing in, and later each upload, waits where the gateway asks for patience.
   * Default 20 s: a test that waits longer ends without saying what for.
   */
  readonly patienceMs?: number
  /** The code that was sent; default: the newest in the sandbox of a platform in development. */
  readonly codeFor?: () => Promise<string>
}

const neverSent = (error: unknown): boolean =>
  (error as { cause?: { code?: string } }).cause?.code === 'ECONNREFUSED'

/** An app on a device of its own, which renews its session by itself. */
function openApp(gatewayUrl: string, { headers: usual = {}, note = () => undefined }: Manner) {
  const device = randomUUID()
  let session: Session | undefined
  const once = async <T>(
    method: string,
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<VisitorAnswer<T>> => {
    const all = {
      ...{ 'x-client': 'app', 'x-device-id': device },
      ...usual,
      ...(session && { authorization: `Bearer ${session.accessToken}` }),
      ...(body === undefined ? {} : JSON_TYPE),
      ...headers,
    }
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    return answerOf<T>(await fetch(`${gatewayUrl}${path}`, { method, headers: all, ...sent }))
  }
  let renewing: Promise<boolean> | undefined
  const renew = async (): Promise<boolean> => {
    const order = { refreshToken: session?.refreshToken }
    const answer = await once<{ session: Session }>('POST', '/api/v1/auth/refresh', order)
    if (answer.status === 200) session = answer.body.session
    return answer.status === 200
  }
  /** False when the session is over. Who asks meanwhile shares it: its token is good once. */
  const renewed = (): Promise<boolean> =>
    (renewing ??= renew().finally(() => (renewing = undefined)))
  const call = async <T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<VisitorAnswer<T>> => {
    const { clientId } = (body ?? {}) as { clientId?: string }
    const asked = { method, path, key: headers['idempotency-key'] ?? clientId }
    try {
      let answer = await once<T>(method, path, body, headers)
      if (answer.status === 401 && session && (await renewed()))
        answer = await once<T>(method, path, body, headers)
      note({ ...asked, answer })
      return answer
    } catch (error) {
      note({ ...asked, unsent: neverSent(error) })
      throw error
    }
  }
  return {
    accessToken: () => session?.accessToken ?? '',
    enter: (opened: Session) => void (session = opened),
    call,
  }
}

/** Signs in by the real code and accepts the terms. */
export async function signIn(
  gatewayUrl: string,
  phone: string,
  manner: Manner = {},
): Promise<Visitor> {
  const { patienceMs = 20_000, codeFor } = manner
  const app = openApp(gatewayUrl, manner)
  const { call } = app
  const end = performance.now() + patienceMs
  const order = { phone, channel: 'sms', purpose: 'sign-in' }
  const { challengeId } = await mustBe(
    202,
    'asking for a code',
    patiently(end, () => call<{ challengeId: string }>('POST', '/api/v1/auth/otp/request', order)),
  )
  const inSandbox = async (): Promise<string | undefined> => {
    const path = `/dev/messages?to=${encodeURIComponent(phone)}`
    const sent = call<{ items: { code?: string }[] }>('GET', path)
    return (await mustBe(200, 'the sandbox', sent)).items[0]?.code
  }
  type SignedIn = {
    person: { id: string; termsVersion: string }
    termsDue: boolean
    session: Session
  }
  const typed = { challengeId, code: await (codeFor ?? inSandbox)() }
  const signedIn = await mustBe(
    200,
    'signing in',
    patiently(end, () => call<SignedIn>('POST', '/api/v1/auth/otp/verify', typed)),
  )
  const { person, termsDue } = signedIn
  app.enter(signedIn.session)
  const accepted = { version: person.termsVersion, marketing: false }
  if (termsDue)
    await mustBe(
      200,
      'accepting the terms',
      patiently(end, () => call('POST', '/api/v1/auth/terms', accepted)),
    )
  return {
    personId: person.id,
    get accessToken() {
      return app.accessToken()
    },
    call,
    async upload(bytes, contentType = 'image/jpeg') {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      type Signed = {
        mediaId: string
        upload: { method: string; url: string; headers: Record<string, string> }
      }
      const order = { purpose: 'listing-photo', contentType, bytes: bytes.length, sha256 }
      const key = { 'idempotency-key': randomUUID() }
      const until = performance.now() + patienceMs
      const { mediaId, upload } = await mustBe(
        200,
        'signing an upload',
        patiently(until, () => call<Signed>('POST', '/api/v1/media/sign', order, key)),
      )
      const put = await fetch(upload.url, {
        method: upload.method,
        headers: upload.headers,
        body: new Uint8Array(bytes),
      })
      if (!put.ok) throw new Error(`the upload answered ${put.status}: ${await put.text()}`)
      await mustBe(
        200,
        'completing an upload',
        patiently(until, () => call('POST', `/api/v1/media/${mediaId}/complete`)),
      )
      return mediaId
    },
  }
}
