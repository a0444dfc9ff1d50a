// The cursor of a list: opaque outside, a time and an id inside.
import { errors } from '@pk-auto/kernel/errors'
import { isId } from '@pk-auto/kernel/id'
import type { PageRequest } from '@pk-auto/proto/pkauto/common/v1/page'
import type { After } from '../usecases/stores.ts'

export const cursorOf = (after: After<string> | undefined): string =>
  after ? Buffer.from(`${after.createdAt.toISOString()} ${after.id}`).toString('base64url') : ''

/** Empty text is the first page. @throws INVALID_CURSOR (invalid) */
export function readCursor<Id extends string>(text: string): After<Id> | undefined {
  if (text === '') return undefined
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString('utf8').split(' ')
  const createdAt = new Date(at)
  // Four digits: years that a Date can hold and Postgres cannot are no times of ours.
  if (!/^\d{4}-/.test(at) || Number.isNaN(createdAt.getTime()) || !isId(id))
    throw errors.INVALID_CURSOR()
  return { createdAt, id: id as Id }
}

export const readPage = <Id extends string>(page: PageRequest | undefined) => ({
  limit: page?.limit ?? 20,
  after: readCursor<Id>(page?.after ?? ''),
})
