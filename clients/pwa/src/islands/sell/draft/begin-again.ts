// A new ad for a car that was in another ad of the same seller: its answers are there already.
import type { Api } from '../../../api/api.ts'
import { baseOf } from '../edit/ad-fields.ts'
import { NEW_AD, readDraft, writeDraft } from './draft-store.ts'

/** The page that begins it. */
export const againPath = (id: string): string => `/sell?again=${id}`

/**
 * Stores the draft, without photos: a car is shown as it is today. An ad that is begun already goes
 * on instead; without an answer of the server, or for a foreign ad, the form is empty.
 */
export const beginAgain = async (api: Api, id: string): Promise<void> => {
  if (readDraft(NEW_AD)) return
  const ad = await api('GET /listings/{id}', { path: { id } })
  if (ad.ok && ad.value.own)
    writeDraft(NEW_AD, { step: 'car', fields: baseOf(ad.value).fields, photos: [] })
}
