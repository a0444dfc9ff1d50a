// What stands in an example event for each field: an ordinary car of this market, a photo, a person
// nobody is.
import type { FieldDescriptor } from '../descriptor.ts'

const LISTING = '0198f6a2-7c1e-7d43-9b21-5a0f6e2c8d14'
const PERSON = '0198e1b0-3f52-7a90-8c66-2d9b7e41f0a3'
const PHOTO = '0198f6a1-e0b4-7f18-a3d5-90c47b1e6f52'

/** By `Message.field`, else by field. */
const VALUES: Readonly<Record<string, unknown>> = {
  id: LISTING,
  version: 7,
  seller_id: PERSON,
  seller_type: 'individual',
  market: 'pk',
  make: 'toyota',
  model: 'corolla',
  generation: 'corolla-11th',
  variant: 'corolla-11th-altis-1-6',
  year: 2017,
  km: 84_500,
  engine_cc: 1_598,
  fuel: 'petrol',
  transmission: 'automatic',
  assembly: 'local',
  body: 'sedan',
  colour: 'white',
  city: 'lahore',
  area: 'dha-phase-5',
  registration_city: 'lahore',
  condition: 'used',
  features: 'abs',
  title: 'Altis Grande, first owner',
  photos: PHOTO,
  channels: 'automart',
  minor: '385000000',
  currency: 'PKR',
  media_id: PHOTO,
  purpose: 'listing-photo',
  width: 1_600,
  height: 1_200,
  placeholder: 'data:image/webp;base64,UklGRg…',
  dhash: '9259542123273814144',
  person_id: PERSON,
  lang: 'ur',
  terms_version: '2026-01',
  slug: 'toyota',
  'Model.slug': 'corolla',
  'Generation.slug': 'corolla-11th',
  'Variant.slug': 'corolla-11th-altis-1-6',
  'PersonEvent.version': 3,
  'MediaEvent.version': 2,
  en: 'Toyota',
  ur: 'ٹویوٹا',
  nicknames: 'toyota motors',
  year_from: 2014,
  year_to: 2020,
}

/** @throws Error for a field nobody has given an example for and whose type suggests none */
export function exampleOf(owner: string, { name, type, typeName }: FieldDescriptor): unknown {
  const known = VALUES[`${owner}.${name}`] ?? VALUES[name]
  if (known !== undefined) return known
  if (typeName === '.google.protobuf.Timestamp') return '2026-11-20T09:30:00.000Z'
  if (type === 'TYPE_STRING') return name.replaceAll('_', '-')
  if (type === 'TYPE_BOOL') return true
  if (type.endsWith('64')) return '1'
  if (type === 'TYPE_BYTES') return ''
  return 1
}
