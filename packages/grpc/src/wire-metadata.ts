// The names of what travels beside a message, and nothing but strings.
import { Metadata } from '@grpc/grpc-js'

const ACTOR = 'authorization'
const CREDENTIAL = 'service-credential'
const MARKET = 'market'
const KEY = 'idempotency-key'
const SHA256 = 'request-sha256'
const TRACEPARENT = 'traceparent'

export type Beside = {
  actorToken?: string | undefined
  credential?: string | undefined
  /** The market of an anonymous visitor; a person's stands in the token. */
  market?: string | undefined
  idempotency?: { key: string; sha256: string } | undefined
  traceparent?: string | undefined
}

export function writeBeside(beside: Beside): Metadata {
  const metadata = new Metadata()
  if (beside.actorToken) metadata.set(ACTOR, `Bearer ${beside.actorToken}`)
  if (beside.credential) metadata.set(CREDENTIAL, beside.credential)
  if (beside.market) metadata.set(MARKET, beside.market)
  if (beside.idempotency) {
    metadata.set(KEY, beside.idempotency.key)
    metadata.set(SHA256, beside.idempotency.sha256)
  }
  if (beside.traceparent) metadata.set(TRACEPARENT, beside.traceparent)
  return metadata
}

export function readBeside(metadata: Metadata): Beside {
  const authorization = text(metadata, ACTOR)
  const key = text(metadata, KEY)
  const sha256 = text(metadata, SHA256)
  return {
    // Whatever stands there is taken as a token: an unknown scheme must fail verification, never
    // pass as "no token".
    actorToken: authorization?.replace(/^Bearer /, ''),
    credential: text(metadata, CREDENTIAL),
    market: text(metadata, MARKET),
    idempotency: key && sha256 ? { key, sha256 } : undefined,
    traceparent: text(metadata, TRACEPARENT),
  }
}

function text(metadata: Metadata, name: string): string | undefined {
  const value = metadata.get(name)[0]
  return typeof value === 'string' ? value : undefined
}
