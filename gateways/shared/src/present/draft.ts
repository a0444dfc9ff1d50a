// A listing's body as the message catalogue takes.
import { ListingDraft } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { Visibility } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import type { ListingBody } from '../schemas/listing.ts'

const VISIBILITY = {
  public: Visibility.VISIBILITY_PUBLIC,
  'wholesale-public': Visibility.VISIBILITY_WHOLESALE_PUBLIC,
  wholesale: Visibility.VISIBILITY_WHOLESALE,
} as const

type Nullable<T> = { [Key in keyof T]?: T[Key] | null | undefined }

/** Fields that are absent or null stay at the message's empty value. */
export function draftOf(body: Nullable<ListingBody>): ListingDraft {
  const { description, vehicleId, vin, frameNumber, visibility, ...facts } = body
  const present = Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== null && value !== undefined),
  )
  return ListingDraft.fromPartial({
    facts: { ...present, ...(visibility && { visibility: VISIBILITY[visibility] }) },
    ...(description && { description }),
    ...(vehicleId && { vehicleId }),
    ...(vin && { vin }),
    ...(frameNumber && { frameNumber }),
  })
}
