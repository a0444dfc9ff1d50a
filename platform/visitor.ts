// A person at the gateway's door, as an app would stand there: signs in by code and uploads photos.
// For seeds and tests.
import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Call } from './invariants/written.ts'

export type VisitorAnswer<T> = {
  status: number
  body: T
  etag: string | null
  /** Seconds. */ retryAfter: number
}

export type Visitor = {
  personId: string
  call<T>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<VisitorAnswer<T>>
  /** Signs, puts and completes one photo; returns its media id. It may still be in work. */
  upload(bytes: Buffer, contentType?: string): Promise<string>
}

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

/**
 * Whoever fills a market is faster than any person: it waits when the gateway answers that its
 * address sends too much.
 */
async function patiently<T>(send: () => Promise<VisitorAnswer<T>>): Promise<VisitorAnswer<T>> {
  for (;;) {
    const answer = await send()
    if (answer.status !== 429 || (answer.body as { code?: string }).code !== 'RATE_LIMITED')
      return answer
    await wait(answer.retryAfter * 1_000)
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
}

const neverSent = (error: unknown): boolean =>
  (error as { cause?: { code?: string } }).cause?.code === 'ECONNREFUSED'

/** Signs in by the real code, read from the sandbox, and accepts the terms. */
export async function signIn(
  gatewayUrl: string,
  phone: string,
  { headers: usual = {}, note = () => undefined }: Manner = {},
): Promise<Visitor> {
  const device = randomUUID()
  let bearer: Record<string, string> = {}
  const call = async <T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<VisitorAnswer<T>> => {
    const all = {
      'x-client': 'app',
      'x-device-id': device,
      ...usual,
      ...bearer,
      ...(body === undefined ? {} : JSON_TYPE),
      ...headers,
    }
    const asked = { method, path, key: headers['idempotency-key'] }
    try {
      const answer = await answerOf<T>(
        await fetch(`${gatewayUrl}${path}`, {
          method,
          headers: all,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      )
      note({ ...asked, answer })
      return answer
    } catch (error) {
      note({ ...asked, unsent: neverSent(error) })
      throw error
    }
  }
  const { challengeId } = await mustBe(
    202,
    'asking for a code',
    call<{ challengeId: string }>('POST', '/api/v1/auth/otp/request', {
      phone,
      channel: 'sms',
      purpose: 'sign-in',
    }),
  )
  const { items } = await mustBe(
    200,
    'the sandbox',
    call<{ items: { code?: string }[] }>('GET', `/dev/messages?to=${encodeURIComponent(phone)}`),
  )
  type SignedIn = {
    person: { id: string; termsVersion: string }
    termsDue: boolean
    session: { accessToken: string }
  }
  const { person, termsDue, session } = await mustBe(
    200,
    'signing in',
    call<SignedIn>('POST', '/api/v1/auth/otp/verify', { challengeId, code: items[0]?.code }),
  )
  bearer = { authorization: `Bearer ${session.accessToken}` }
  if (termsDue)
    await mustBe(
      200,
      'accepting the terms',
      call('POST', '/api/v1/auth/terms', { version: person.termsVersion, marketing: false }),
    )
  return {
    personId: person.id,
    call,
    async upload(bytes, contentType = 'image/jpeg') {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      type Signed = {
        mediaId: string
        upload: { method: string; url: string; headers: Record<string, string> }
      }
      const order = { purpose: 'listing-photo', contentType, bytes: bytes.length, sha256 }
      const key = { 'idempotency-key': randomUUID() }
      const { mediaId, upload } = await mustBe(
        200,
        'signing an upload',
        patiently(() => call<Signed>('POST', '/api/v1/media/sign', order, key)),
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
        patiently(() => call('POST', `/api/v1/media/${mediaId}/complete`)),
      )
      return mediaId
    },
  }
}
