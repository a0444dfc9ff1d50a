// Seals phone numbers: each under its own data key, which the platform's key wraps, so that
// changing that key rewraps 48 bytes a row.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import type { Chance } from '../domain/chance.ts'
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
  const [sealing] = keys
  if (
    !sealing ||
    [...keys.map((key) => key.bytes), indexKey].some((bytes) => bytes.byteLength !== KEY)
  )
    throw new Error(`phone keys must have ${KEY} bytes`)
  const indexing = new Uint8Array(
    hkdfSync('sha256', indexKey, new Uint8Array(), 'phone index', KEY),
  )
  const keyedHash = (text: string) =>
    createHmac('sha256', indexing).update(text).digest('base64url')
  return {
    seal(phone: Phone, owner: string): SealedPhone {
      const dataKey = chance.bytes(KEY)
      const wrapped = close(sealing.bytes, chance.bytes(IV), dataKey, `${sealing.id}:${owner}`)
      return {
        keyId: sealing.id,
        bytes: Buffer.concat([
          wrapped,
          close(dataKey, chance.bytes(IV), Buffer.from(phone), owner),
        ]),
      }
    },
    open(sealed: SealedPhone, owner: string): Phone {
      const key = keys.find((known) => known.id === sealed.keyId)
      if (!key) throw new Error(`the phone key ${sealed.keyId} is not configured`)
      const dataKey = reopen(key.bytes, sealed.bytes.subarray(0, WRAPPED), `${key.id}:${owner}`)
      return reopen(dataKey, sealed.bytes.subarray(WRAPPED), owner).toString() as Phone
    },
    index: (phone: Phone) => keyedHash(phone) as PhoneIndex,
    // A prefix is shorter than any number, so no two of these hashes meet.
    prefixIndex: (phone: Phone) => keyedHash(prefixOf(phone)) as PrefixIndex,
  }
}
