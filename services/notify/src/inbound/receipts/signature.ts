// Whether a provider signed a receipt, in constant time, with any of its live secrets.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

const STALE_AFTER_S = 300

/** In constant time. */
export const isSame = (a: string, b: string): boolean => {
  // Of equal length whatever was presented: only then may they be compared.
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

/** All secrets are tried, whichever fits. */
const anyOf = (secrets: readonly string[], fits: (secret: string) => boolean): boolean =>
  secrets.map(fits).some(Boolean)

/** `url` as we gave it to Twilio; names and values of the form, sorted, are appended to it. */
export function isSignedByTwilio(
  secrets: readonly string[],
  signature: string,
  url: string,
  form: URLSearchParams,
): boolean {
  const names = [...new Set(form.keys())].toSorted()
  const fields = names.flatMap((name) =>
    [...new Set(form.getAll(name))].toSorted().map((value) => name + value),
  )
  const signed = url + fields.join('')
  return anyOf(secrets, (secret) =>
    isSame(createHmac('sha1', secret).update(signed).digest('base64'), signature),
  )
}

/** `signature`: header X-Hub-Signature-256. */
export const isSignedByMeta = (
  secrets: readonly string[],
  signature: string,
  raw: Uint8Array,
): boolean =>
  anyOf(secrets, (secret) =>
    isSame(`sha256=${createHmac('sha256', secret).update(raw).digest('hex')}`, signature),
  )

const jsonOf = (part: string): Record<string, unknown> => {
  try {
    const read: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** `token`: a JWT (HS256) about the SHA-256 of the body, at most five minutes old or early. */
export function isSignedByVonage(
  secrets: readonly string[],
  token: string,
  raw: Uint8Array,
  now: Date,
): boolean {
  const [head = '', claims = '', signature = '', ...more] = token.split('.')
  if (more.length > 0 || jsonOf(head)['alg'] !== 'HS256') return false
  const isOurs = anyOf(secrets, (secret) =>
    isSame(createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url'), signature),
  )
  if (!isOurs) return false
  const { iat, payload_hash: hash } = jsonOf(claims)
  const isFresh = typeof iat === 'number' && Math.abs(now.getTime() / 1_000 - iat) <= STALE_AFTER_S
  return isFresh && isSame(createHash('sha256').update(raw).digest('hex'), String(hash))
}
