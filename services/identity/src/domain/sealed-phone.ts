// A phone number at rest: sealed for reading back, indexed for finding, never in the clear.
import type { Brand } from '@pk-auto/kernel/brand'
import type { Phone } from './phone.ts'

/** Ciphertext of one number under its own data key, which is wrapped by the key named here. */
export type SealedPhone = { readonly keyId: string; readonly bytes: Uint8Array }

/** Keyed hash of a number: equal for equal numbers, useless without the key. base64url. */
export type PhoneIndex = Brand<string, 'PhoneIndex'>

/** Keyed hash of a number's prefix: equal for the ten thousand numbers that share it. base64url. */
export type PrefixIndex = Brand<string, 'PrefixIndex'>

/**
 * `owner` is the id of the row that stores the number; a sealed number moved to another row does
 * not open.
 */
export type PhoneVault = {
  seal(phone: Phone, owner: string): SealedPhone
  /** @throws Error when the key is gone or the bytes were changed or moved */
  open(sealed: SealedPhone, owner: string): Phone
  index(phone: Phone): PhoneIndex
  prefixIndex(phone: Phone): PrefixIndex
}
