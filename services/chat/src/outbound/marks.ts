// What a message is known by once its words are gone: a hash under the service's secret and with a
// salt of its own, so that nobody who has the table finds the words by trying some.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** The first one signs. */
export type Secrets = readonly string[]

const SALT_BYTES = 16

const hashed = (secret: string, salt: Buffer, digest: string): Buffer =>
  createHmac('sha256', secret).update('chat.mark').update(salt).update(digest).digest()

export function markOf(digest: string, [secret = '']: Secrets): Buffer {
  const salt = randomBytes(SALT_BYTES)
  return Buffer.concat([salt, hashed(secret, salt, digest)])
}

export function isMarked(mark: Buffer, digest: string, secrets: readonly string[]): boolean {
  const [salt, hash] = [mark.subarray(0, SALT_BYTES), mark.subarray(SALT_BYTES)]
  return secrets.some((secret) => timingSafeEqual(hash, hashed(secret, salt, digest)))
}

/** What is stored of a message that was sent before. */
export type Remembered = { readonly sha256: string | null; readonly mark: Buffer | null }

/** Whether it was the same. Of an erased person nobody knows, so it was another. */
export const isSame = ({ sha256, mark }: Remembered, digest: string, secrets: Secrets): boolean =>
  sha256 === null ? mark !== null && isMarked(mark, digest, secrets) : sha256 === digest
