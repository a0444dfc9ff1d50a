// A visitor of the gateway: a browser with its cookies, or an app with its headers.
import { randomInt, randomUUID } from 'node:crypto'
import { CODE } from './fake-identity.ts'

export type Answer<T = Record<string, never>> = {
  status: number
  headers: Headers
  body: T
  text: string
  /** As sent, by name. */
  setCookies: ReadonlyMap<string, string>
}

export type Visitor = {
  cookies: Map<string, string>
  /** A string goes as it is, anything else as JSON. */
  call<T = Record<string, never>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer<T>>
}

export const APP = { 'x-client': 'app' }
export const KEY = () => ({ 'idempotency-key': randomUUID() })

/**
 * Each visitor comes from an address of their own, so that limits of one test are not another's.
 */
const anyAddress = () => `203.0.${randomInt(256)}.${randomInt(256)}`

export function visitor(port: number, always: Readonly<Record<string, string>> = {}): Visitor {
  const cookies = new Map<string, string>()
  const address = anyAddress()
  return {
    cookies,
    async call<T>(
      method: string,
      path: string,
      body?: unknown,
      headers: Readonly<Record<string, string>> = {},
    ) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const sent =
        body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
      const type = body === undefined ? {} : { 'content-type': 'application/json' }
      const all = {
        'x-forwarded-for': address,
        ...type,
        ...(cookie !== '' && { cookie }),
        ...always,
        ...headers,
      }
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: all,
        ...sent,
      })
      const setCookies = new Map<string, string>()
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        setCookies.set(name, line)
        if (value === '') cookies.delete(name)
        else cookies.set(name, value)
      }
      const text = await answer.text()
      const json = /json/.test(answer.headers.get('content-type') ?? '') && text !== ''
      return {
        status: answer.status,
        headers: answer.headers,
        body: (json ? JSON.parse(text) : undefined) as T,
        text,
        setCookies,
      }
    },
  }
}

export type Tokens = {
  accessToken: string
  refreshToken: string
  accessExpiresAt: string
  refreshExpiresAt: string
}
export type SignedIn = {
  person: { id: string; termsVersion: string; version: number }
  isNew: boolean
  termsDue: boolean
  session?: Tokens
}

const anyPhone = () => `+92300${String(randomInt(1e7)).padStart(7, '0')}`

/** Through the two steps a person takes; the terms stay due. */
export async function signIn(who: Visitor, phone = anyPhone()): Promise<SignedIn> {
  const asked = await who.call<{ challengeId: string }>('POST', '/api/v1/auth/otp/request', {
    phone,
  })
  const verified = await who.call<SignedIn>('POST', '/api/v1/auth/otp/verify', {
    challengeId: asked.body.challengeId,
    code: CODE,
  })
  if (verified.status !== 200)
    throw new Error(`signing in answered ${verified.status}: ${verified.text}`)
  return verified.body
}

/** A browser that is signed in and has accepted the terms. */
export async function seller(port: number): Promise<Visitor & { personId: string }> {
  const who = visitor(port)
  const { person } = await signIn(who)
  const accepted = await who.call('POST', '/api/v1/auth/terms', { version: person.termsVersion })
  if (accepted.status !== 200)
    throw new Error(`accepting the terms answered ${accepted.status}: ${accepted.text}`)
  return { ...who, personId: person.id }
}
