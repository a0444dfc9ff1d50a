// Which subscriptions are taken: only push services that are known, so that nobody makes this
// service call an address of their choice.
import { errors } from '../errors.ts'

export type PushHosts = {
  /** Host names; one that begins with a dot stands for all below it. */
  readonly known: readonly string[]
  /** Loopback by plain HTTP too: a push service of a test. */
  readonly loopback: boolean
}

const P256DH_BYTES = 65
const AUTH_BYTES = 16
const UNCOMPRESSED = 4
const BASE64URL = /^[\w-]+=*$/

/** @throws INVALID_PUSH_SUBSCRIPTION (invalid) naming the field */
export function mustBeSubscription(
  { endpoint, p256dh, auth }: { endpoint: string; p256dh: string; auth: string },
  hosts: PushHosts,
): void {
  if (!isEndpoint(endpoint, hosts)) throw refused('endpoint', 'an address of a push service')
  const point = bytesOf(p256dh)
  if (point?.length !== P256DH_BYTES || point[0] !== UNCOMPRESSED)
    throw refused('keys.p256dh', 'an uncompressed point of P-256 in base64url')
  if (bytesOf(auth)?.length !== AUTH_BYTES) throw refused('keys.auth', '16 bytes in base64url')
}

function isEndpoint(text: string, { known, loopback }: PushHosts): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || url.username !== '' || url.password !== '' || text.length > 1_000) return false
  if (loopback && url.hostname === '127.0.0.1') return url.protocol === 'http:'
  const isKnown = known.some((host) =>
    host.startsWith('.') ? url.hostname.endsWith(host) : url.hostname === host,
  )
  return url.protocol === 'https:' && url.port === '' && isKnown
}

const bytesOf = (text: string): Buffer | undefined =>
  BASE64URL.test(text) ? Buffer.from(text, 'base64url') : undefined

const refused = (path: string, message: string) =>
  errors.INVALID_PUSH_SUBSCRIPTION({}, { fields: [{ path, code: 'INVALID_FORMAT', message }] })
