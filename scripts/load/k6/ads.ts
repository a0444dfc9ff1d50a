// An ad that anybody may put up; its text says that nobody should call for it.
import { ask } from './ask.ts'
import type { Person } from './people.ts'

const CAR = {
  make: 'toyota',
  model: 'corolla',
  year: 2016,
  price: { minor: 285_000_000, currency: 'PKR' },
  km: 84_000,
  engineCc: 1_300,
  fuel: 'petrol',
  transmission: 'manual',
  assembly: 'local',
  body: 'sedan',
  colour: 'white',
  city: 'lahore',
  registrationCity: 'lahore',
  condition: 'used',
  description: { text: 'Put up to measure this site: not for sale.', lang: 'en' },
} as const

/** From a draft to an ad that is live. */
export function publishAd({ headers }: Person): { readonly id: string; readonly state: string } {
  const draft = ask('POST /listings', headers, { body: CAR, key: crypto.randomUUID() })
  const path = { id: draft.value.id }
  return ask('POST /listings/{id}/publish', headers, { path, version: draft.version }).value
}
