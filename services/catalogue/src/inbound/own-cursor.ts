// The cursor of a seller's own listings: opaque outside, a time and an id inside.
import { errors as kernelErrors } from '@pk-auto/kernel/errors'
import { isId } from '@pk-auto/kernel/id'
import type { ListingId } from '../domain/ids.ts'
import type { OwnAfter } from '../usecases/reading/list-own-listings.ts'

export const cursorOf = (after: OwnAfter | undefined): string =>
  after ? Buffer.from(`${after.createdAt.toISOString()} ${after.id}`).toString('base64url') : ''

/** Empty text is the first page. @throws INVALID_CURSOR (invalid) */
export function readCursor(text: string): OwnAfter | undefined {
  if (text === '') return undefined
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString('utf8').split(' ')
  const createdAt = new Date(at)
  // Four digits: years that a Date can hold and Postgres cannot are no times of ours.
  if (!/^\d{4}-/.test(at) || Number.isNaN(createdAt.getTime()) || !isId(id))
    throw kernelErrors.INVALID_CURSOR()
  return { createdAt, id: id as ListingId }
}
