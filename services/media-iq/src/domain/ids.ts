// Ids of this service, branded at the edge so that a bare string never travels inside.
import type { Brand } from '@pk-auto/kernel/brand'
import { errors } from './errors.ts'
import { isId } from '@pk-auto/kernel/id'

export type MediaId = Brand<string, 'MediaId'>
export type PersonId = Brand<string, 'PersonId'>
export type ListingId = Brand<string, 'ListingId'>

export const isMediaId = (text: string): text is MediaId => isId(text)

/** @throws MEDIA_NOT_FOUND (not_found): what is no id names nothing */
export function mediaId(text: string): MediaId {
  if (!isMediaId(text)) throw errors.MEDIA_NOT_FOUND()
  return text
}
