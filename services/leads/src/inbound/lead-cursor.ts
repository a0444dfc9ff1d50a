// The cursor of a list of leads: opaque outside, a time and an id inside.
import { errors } from '@pk-auto/kernel/errors'
import { isId } from '@pk-auto/kernel/id'
import type { LeadId } from '../domain/ids.ts'
import type { After } from '../usecases/list-leads.ts'

export const cursorOf = (after: After | undefined): string =>
  after ? Buffer.from(`${after.at.toISOString()} ${after.id}`).toString('base64url') : ''

/** Empty text is the first page. @throws INVALID_CURSOR (invalid) */
export function readCursor(text: string): After | undefined {
  if (text === '') return undefined
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString('utf8').split(' ')
  const time = new Date(at)
  // Four digits: years that a Date can hold and Postgres cannot are no times of ours.
  if (!/^\d{4}-/.test(at) || Number.isNaN(time.getTime()) || !isId(id))
    throw errors.INVALID_CURSOR()
  return { at: time, id: id as LeadId }
}
