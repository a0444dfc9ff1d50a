// An ordinary car that tests change one thing of.
import { rupees } from '@pk-auto/kernel/money'
import type { ListingFacts } from '../src/domain/listing-facts.ts'

export const corolla = (change: Partial<ListingFacts> = {}): ListingFacts => ({
  make: 'toyota',
  model: 'corolla',
  generation: 'corolla-11th',
  year: 2016,
  price: rupees(3_850_000),
  km: 92_000,
  engineCc: 1_300,
  fuel: 'petrol',
  transmission: 'manual',
  assembly: 'local',
  body: 'sedan',
  colour: 'white',
  city: 'multan',
  registrationCity: 'lahore',
  condition: 'used',
  features: ['abs'],
  photos: [],
  visibility: 'public',
  channels: ['automart'],
  description: { text: 'Bilkul genuine gari hai, first owner', lang: 'ur-Latn' },
  ...change,
})
