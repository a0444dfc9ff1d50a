// Ids of this service, made nominal at the edge so that a bare string never travels inside.
import type { Nominal } from '@pk-auto/kernel/nominal'
import { errors } from './errors.ts'
import { isId } from '@pk-auto/kernel/id'

export type MediaId = Nominal<string, 'MediaId'>
export type PersonId = Nominal<string, 'PersonId'>
export type ListingId = Nominal<string, 'ListingId'>

export const isMediaId = (text: string): text is MediaId => isId(text)

/** @throws MEDIA_NOT_FOUND (not_found): what is no id names nothing */
export function mediaId(text: string): MediaId {
  if (!isMediaId(text)) throw errors.MEDIA_NOT_FOUND()
  return text
}
