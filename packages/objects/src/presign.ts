// Signs an address (AWS Signature V4 in the query) together with the headers its user must send.
// The minio client can bind none but `host`.
import { createHash, createHmac } from 'node:crypto'

export type SigningKey = {
  readonly accessKey: string
  readonly secretKey: string
  readonly region: string
}

export type ToSign = {
  method: 'PUT' | 'GET'
  /** Without query; its path already percent-encoded as S3 wants it. */
  url: URL
  /** Lower-case names. Whoever uses the address must send exactly these. */
  headers: Readonly<Record<string, string>>
  expiresS: number
  at: Date
}

/**
 * The signed address. Pure: the same input gives the same address. The body stays unsigned; bind it
 * by a checksum header.
 */
export function presign(
  { method, url, headers, expiresS, at }: ToSign,
  signer: SigningKey,
): string {
  const all: Readonly<Record<string, string>> = { ...headers, host: url.host }
  const names = Object.keys(all).sort()
  const time = at.toISOString().replace(/[-:]|\.\d{3}/g, '')
  const scope = `${time.slice(0, 8)}/${signer.region}/s3/aws4_request`
  const query = Object.entries({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${signer.accessKey}/${scope}`,
    'X-Amz-Date': time,
    'X-Amz-Expires': String(expiresS),
    'X-Amz-SignedHeaders': names.join(';'),
  })
    .map(([name, value]) => `${name}=${escapedForS3(value)}`)
    .join('&')
  const signedHeaders = names.map((name) => `${name}:${(all[name] ?? '').trim()}\n`).join('')
  const canonical = [
    method,
    url.pathname,
    query,
    signedHeaders,
    names.join(';'),
    'UNSIGNED-PAYLOAD',
  ].join('\n')
  const toSign = [
    'AWS4-HMAC-SHA256',
    time,
    scope,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n')
  const signingKey = scope
    .split('/')
    .reduce<string | Buffer>((key, part) => hmac(key, part), `AWS4${signer.secretKey}`)
  const signature = hmac(signingKey, toSign).toString('hex')
  return `${url.origin}${url.pathname}?${query}&X-Amz-Signature=${signature}`
}

/** Percent-encoding as S3 counts it: everything but letters, digits and `-._~`. */
export const escapedForS3 = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )

const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest()
