// Opaque cursors of lists: base64url JSON, checked by the caller's schema when they come back.
import { DomainError } from '@pk-auto/kernel/domain-error'
import type { z } from 'zod'

const MAX_CHARS = 2_000

/** `value` must be plain JSON: no bigint, no Date. */
export const encodeCursor = (value: unknown): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url')

/** @throws INVALID_CURSOR (invalid) for anything that is not a cursor of this shape. */
export function decodeCursor<T>(schema: z.ZodType<T>, cursor: string): T {
  const result = schema.safeParse(parse(cursor))
  if (!result.success)
    throw new DomainError(
      'invalid',
      'INVALID_CURSOR',
      {},
      { fields: [{ path: 'after', code: 'INVALID_CURSOR', message: 'Not a cursor of this list' }] },
    )
  return result.data
}

function parse(cursor: string): unknown {
  if (cursor.length > MAX_CHARS) return undefined
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
