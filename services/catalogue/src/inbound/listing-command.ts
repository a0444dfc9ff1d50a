// A draft on the wire as the domain's facts, whole or field by field.
import type { DomainError } from '@pk-auto/kernel/domain-error'
import { errors, type FieldProblem } from '../domain/errors.ts'
import { money, type Money } from '@pk-auto/kernel/money'
import { tidyText } from '@pk-auto/kernel/readable-text'
import type { ListingDraft } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { Visibility as Wire } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import type { Money as WireMoney } from '@pk-auto/proto/pkauto/common/v1/money'
import { normaliseChassis } from '../domain/vehicle/chassis.ts'
import type { MediaId, VehicleId } from '../domain/ids.ts'
import type { ListingFacts, Visibility } from '../domain/listing-facts.ts'
import type { FactsPatch } from '../usecases/update-listing.ts'

const VISIBILITY = new Map<number, Visibility>([
  [Wire.VISIBILITY_PUBLIC, 'public'],
  [Wire.VISIBILITY_WHOLESALE_PUBLIC, 'wholesale-public'],
  [Wire.VISIBILITY_WHOLESALE, 'wholesale'],
])

const given = (text: string): string | undefined => (text === '' ? undefined : text)

const chassis = (text: string): string | undefined => given(normaliseChassis(text))

/**
 * Absent means public. A value this build does not know is refused: it must not become public by
 * mistake.
 */
function visibilityOf(wire: Wire): Visibility | undefined {
  const visibility = VISIBILITY.get(wire)
  if (visibility !== undefined || wire === Wire.VISIBILITY_UNSPECIFIED) return visibility
  throw invalid({
    path: 'visibility',
    code: 'UNKNOWN_VALUE',
    message: 'this is not a known visibility',
  })
}

const invalid = (...fields: FieldProblem[]): DomainError => errors.INVALID_LISTING({}, { fields })

export function moneyOf(wire: WireMoney | undefined): Money | undefined {
  return wire && money(wire.minor, wire.currency)
}

/**
 * Every field of a draft; absent optional ones are undefined. @throws INVALID_LISTING when a part
 * that everything depends on is missing
 */
function allFields(draft: ListingDraft | undefined): {
  [Key in keyof Required<ListingFacts>]: ListingFacts[Key] | undefined
} {
  const facts = draft?.facts
  if (!facts)
    throw invalid({ path: 'facts', code: 'REQUIRED', message: 'a listing needs its facts' })
  return {
    ...facts,
    generation: given(facts.generation),
    variant: given(facts.variant),
    price: moneyOf(facts.price),
    area: given(facts.area),
    // Empty means absent. A text that is empty only after tidying was meant to be seen: the check
    // refuses it by name.
    title: facts.title === '' ? undefined : tidyText(facts.title),
    photos: facts.photos as MediaId[],
    visibility: visibilityOf(facts.visibility),
    description: draft.description && {
      text: tidyText(draft.description.text),
      lang: draft.description.lang,
    },
    vin: chassis(draft.vin),
    frameNumber: chassis(draft.frameNumber),
    vehicleId: given(draft.vehicleId) as VehicleId | undefined,
  }
}

export function factsOf(draft: ListingDraft | undefined): ListingFacts {
  const { price, visibility = 'public', ...fields } = allFields(draft)
  if (!price) throw invalid({ path: 'price', code: 'REQUIRED', message: 'a listing needs a price' })
  const present = Object.entries(fields).filter(([, value]) => value !== undefined)
  return { ...Object.fromEntries(present), price, visibility } as ListingFacts
}

const CLEARABLE = new Set([
  'generation',
  'variant',
  'area',
  'title',
  'description',
  'vin',
  'frameNumber',
  'vehicleId',
])

/**
 * The named fields only. @throws INVALID_LISTING for a name a listing does not have or that cannot
 * be emptied, and for no name at all
 */
export function patchOf(draft: ListingDraft | undefined, names: readonly string[]): FactsPatch {
  const fields: Readonly<Record<string, unknown>> = allFields(draft)
  if (names.length === 0)
    throw invalid({ path: '', code: 'REQUIRED', message: 'name at least one field to change' })
  const wrong = names.filter(
    (name) => !Object.hasOwn(fields, name) || (fields[name] === undefined && !CLEARABLE.has(name)),
  )
  if (wrong.length > 0)
    throw invalid(
      ...wrong.map((path): FieldProblem => ({
        path,
        code: 'UNKNOWN_FIELD',
        message: 'this field cannot be changed like that',
      })),
    )
  return Object.fromEntries(names.map((name) => [name, fields[name]])) as FactsPatch
}
