// An ad that anybody may put up; its text says that nobody should call for it.
import { SAMPLE_CAR } from '../../release/sample-car.ts'
import { ask } from './ask.ts'
import type { Person } from './people.ts'

const CAR = {
  ...SAMPLE_CAR,
  description: { text: 'Put up to measure this site: not for sale.', lang: 'en' },
} as const

/** From a draft to an ad that is live. */
export function publishAd({ headers }: Person): { readonly id: string; readonly state: string } {
  const draft = ask('POST /listings', headers, { body: CAR, key: crypto.randomUUID() })
  const path = { id: draft.value.id }
  return ask('POST /listings/{id}/publish', headers, { path, version: draft.version }).value
}
