// The names of what travels beside a message, and nothing but strings.
import { Metadata } from '@grpc/grpc-js'

const ACTOR = 'authorization'
const CREDENTIAL = 'service-credential'
const MARKET = 'market'
const KEY = 'idempotency-key'
const TRACEPARENT = 'traceparent'

export type CallMetadata = {
  actorToken?: string | undefined
  credential?: string | undefined
  /** The market of an anonymous visitor; a person's stands in the token. */
  market?: string | undefined
  idempotency?: { key: string } | undefined
  traceparent?: string | undefined
}

export function writeMetadata(fields: CallMetadata): Metadata {
  const metadata = new Metadata()
  if (fields.actorToken) metadata.set(ACTOR, `Bearer ${fields.actorToken}`)
  if (fields.credential) metadata.set(CREDENTIAL, fields.credential)
  if (fields.market) metadata.set(MARKET, fields.market)
  if (fields.idempotency) metadata.set(KEY, fields.idempotency.key)
  if (fields.traceparent) metadata.set(TRACEPARENT, fields.traceparent)
  return metadata
}

export function readMetadata(metadata: Metadata): CallMetadata {
  const authorization = text(metadata, ACTOR)
  const key = text(metadata, KEY)
  return {
    // Whatever stands there is taken as a token: an unknown scheme must fail verification, never
    // pass as "no token".
    actorToken: authorization?.replace(/^Bearer /, ''),
    credential: text(metadata, CREDENTIAL),
    market: text(metadata, MARKET),
    idempotency: key ? { key } : undefined,
    traceparent: text(metadata, TRACEPARENT),
  }
}

function text(metadata: Metadata, name: string): string | undefined {
  const value = metadata.get(name)[0]
  return typeof value === 'string' ? value : undefined
}
