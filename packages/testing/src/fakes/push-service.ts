// A push service on loopback that decrypts what it gets (RFC 8291, aes128gcm of RFC 8188), checks
// who signed it (RFC 8292), and misbehaves when a test says so.
import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
  type ECDH,
} from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { newId } from '@pk-auto/kernel/id'

export type Pushed = {
  readonly browser: string
  readonly payload: { title: string; body: string; url: string; tag: string; badge?: number }
  readonly ttl: number
  readonly urgency: string
  readonly signedFor: string
}
type Browser = { readonly ecdh: ECDH; readonly auth: Buffer }
/** What the next requests get, of one browser where one is named; the rest is accepted. */
export type Mishap = {
  readonly status: number
  readonly headers?: Record<string, string>
  readonly browser?: string
}

/** What everybody gets while it lasts; `silent`: no answer at all. */
export type Outage = { readonly status: number; readonly retryAfter?: string } | 'silent'

const derive = (secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length))
const named = (text: string): Buffer => Buffer.from(`${text}\0`)

function decrypt(body: Buffer, { ecdh, auth }: Browser): string {
  const salt = body.subarray(0, 16)
  const idLength = body.readUInt8(20)
  const sender = body.subarray(21, 21 + idLength)
  const sealed = body.subarray(21 + idLength)
  const info = Buffer.concat([named('WebPush: info'), ecdh.getPublicKey(), sender])
  const secret = derive(ecdh.computeSecret(sender), auth, info, 32)
  const key = derive(secret, salt, named('Content-Encoding: aes128gcm'), 16)
  const nonce = derive(secret, salt, named('Content-Encoding: nonce'), 12)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce)
  decipher.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')
}

/** The audience a VAPID token was signed for, once its signature has been checked. */
function signedFor(header: string, publicKey: string): string {
  const [, token = '', k] = /^vapid t=([^,]+), ?k=(\S+)$/.exec(header) ?? []
  if (k !== publicKey) throw new Error('signed by another key')
  const point = Buffer.from(publicKey, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((each) =>
    each.toString('base64url'),
  )
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x!, y: y! }, format: 'jwk' })
  const [head = '', claims = '', signature = ''] = token.split('.')
  const good = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!good) throw new Error('a signature that is none')
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud: string }).aud
}

export type PushService = Awaited<ReturnType<typeof startPushService>>

export async function startPushService(publicKey: string) {
  const browsers = new Map<string, Browser>()
  const pushed: Pushed[] = []
  const mishaps: Mishap[] = []
  const state = { outage: undefined as Outage | undefined, turnedAway: 0 }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const id = (request.url ?? '').slice(1)
    const browser = browsers.get(id)
    const { outage } = state
    if (outage !== undefined) {
      state.turnedAway += 1
      if (outage === 'silent') return
      const { status, retryAfter } = outage
      const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter }
      return void response.writeHead(status, headers).end()
    }
    if (!browser) return void response.writeHead(410).end()
    pushed.push({
      browser: id,
      payload: JSON.parse(decrypt(Buffer.concat(chunks), browser)) as Pushed['payload'],
      ttl: Number(request.headers['ttl']),
      urgency: String(request.headers['urgency']),
      signedFor: signedFor(request.headers.authorization ?? '', publicKey),
    })
    const next = mishaps.findIndex(({ browser: whose = id }) => whose === id)
    const [mishap] = next < 0 ? [] : mishaps.splice(next, 1)
    const { status, headers = {} } = mishap ?? { status: 201 }
    response.writeHead(status, { location: `/messages/${newId()}`, ...headers }).end()
  }
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(400).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    /** Whether it is away, and how many requests met that. */
    state,
    /** Everything else that reached it, accepted or not. */
    pushed,
    mishaps,
    /** A browser of a person; forgetting it makes its endpoint answer 410. */
    browser() {
      const [id, ecdh, auth] = [newId(), createECDH('prime256v1'), randomBytes(16)]
      ecdh.generateKeys()
      browsers.set(id, { ecdh, auth })
      const keys = { p256dh: ecdh.getPublicKey('base64url'), auth: auth.toString('base64url') }
      return {
        ...{ id, subscription: { endpoint: `${origin}/${id}`, ...keys } },
        forget: () => void browsers.delete(id),
      }
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
