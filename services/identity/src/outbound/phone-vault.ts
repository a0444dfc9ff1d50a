// Seals phone numbers and mail addresses: each under its own data key, which the platform's key
// wraps, so that changing that key rewraps 48 bytes a row.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import type { Chance } from '../domain/chance.ts'
import type { Email, EmailVault } from '../domain/email/email.ts'
import { prefixOf, type Phone } from '../domain/phone.ts'
import type { PhoneIndex, PhoneVault, PrefixIndex, SealedPhone } from '../domain/sealed-phone.ts'

export type VaultKey = { readonly id: string; readonly bytes: Uint8Array }

const ALGORITHM = 'aes-256-gcm'
const KEY = 32
const IV = 12
const TAG = 16
/** IV, ciphertext and tag of a wrapped data key. */
const WRAPPED = IV + KEY + TAG

function close(key: Uint8Array, iv: Uint8Array, bytes: Uint8Array, aad: string): Buffer {
  const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG }).setAAD(Buffer.from(aad))
  return Buffer.concat([iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

function reopen(key: Uint8Array, box: Uint8Array, aad: string): Buffer {
  const decipher = createDecipheriv(ALGORITHM, key, box.subarray(0, IV), {
    authTagLength: TAG,
  }).setAAD(Buffer.from(aad))
  decipher.setAuthTag(box.subarray(box.byteLength - TAG))
  return Buffer.concat([decipher.update(box.subarray(IV, box.byteLength - TAG)), decipher.final()])
}

/** Seals a text for its owner. @throws Error without a key, or for one that is not 32 bytes */
function sealing(keys: readonly VaultKey[], chance: Chance) {
  const [first] = keys
  if (!first || keys.some(({ bytes }) => bytes.byteLength !== KEY))
    throw new Error(`keys must have ${KEY} bytes`)
  return {
    seal(text: string, owner: string): SealedPhone {
      const dataKey = chance.bytes(KEY)
      const wrapped = close(first.bytes, chance.bytes(IV), dataKey, `${first.id}:${owner}`)
      const closed = close(dataKey, chance.bytes(IV), Buffer.from(text), owner)
      return { keyId: first.id, bytes: Buffer.concat([wrapped, closed]) }
    },
    open(sealed: SealedPhone, owner: string): string {
      const key = keys.find((known) => known.id === sealed.keyId)
      if (!key) throw new Error(`the key ${sealed.keyId} is not configured`)
      const dataKey = reopen(key.bytes, sealed.bytes.subarray(0, WRAPPED), `${key.id}:${owner}`)
      return reopen(dataKey, sealed.bytes.subarray(WRAPPED), owner).toString()
    },
  }
}

/** Under the same keys as numbers; the two can never stand for one another. */
export function emailVault(keys: readonly VaultKey[], chance: Chance): EmailVault {
  const box = sealing(keys, chance)
  const ownerOf = (person: string) => `email:${person}`
  return {
    seal: (email, person) => box.seal(email, ownerOf(person)),
    open: (sealed, person) => box.open(sealed, ownerOf(person)) as Email,
  }
}

/**
 * `keys`: the first seals, all of them open, so a new key is put in front and the old one stays
 * until every row is rewrapped. `indexKey` must never change: it finds people by number. @throws
 * Error for keys that are not 32 bytes
 */
export function phoneVault({
  keys,
  indexKey,
  chance,
}: {
  keys: readonly VaultKey[]
  indexKey: Uint8Array
  chance: Chance
}): PhoneVault {
  const box = sealing(keys, chance)
  if (indexKey.byteLength !== KEY) throw new Error(`the index key must have ${KEY} bytes`)
  const indexing = new Uint8Array(
    hkdfSync('sha256', indexKey, new Uint8Array(), 'phone index', KEY),
  )
  const keyedHash = (text: string) =>
    createHmac('sha256', indexing).update(text).digest('base64url')
  return {
    seal: (phone, owner) => box.seal(phone, owner),
    open: (sealed, owner) => box.open(sealed, owner) as Phone,
    index: (phone: Phone) => keyedHash(phone) as PhoneIndex,
    // A prefix is shorter than any number, so no two of these hashes meet.
    prefixIndex: (phone: Phone) => keyedHash(prefixOf(phone)) as PrefixIndex,
  }
}
