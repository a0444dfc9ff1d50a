// What waits for a connection adds up as its person means it.
import { expect, test } from 'vitest'
import { foldIn, type Waiting } from './change.ts'

const price = { minor: 100, currency: 'PKR' } as const
const edit = (order: number, version: number, body: object): Waiting => ({
  ...{ order, title: 'Corolla' },
  change: { kind: 'ad', id: 'a', version, body },
})
const wish = (order: number, saved: boolean): Waiting => ({
  ...{ order, title: 'Corolla' },
  change: { kind: 'favourite', id: 'a', saved },
})

test('edits of one ad are one edit of the version they began at, in their first place', () => {
  const text = { description: { text: 'New tyres', lang: 'en' } }
  expect(foldIn(edit(1, 3, { price }), edit(9, 4, text))).toEqual(edit(1, 3, { price, ...text }))
})

test('of two wishes the last counts', () => {
  expect(foldIn(wish(1, true), wish(2, false))).toEqual(wish(1, false))
})

test('what was refused is begun anew', () => {
  const refused = { ...edit(1, 3, { price }), refusal: { status: 412, code: 'VERSION_MISMATCH' } }
  expect(foldIn(refused, edit(5, 4, { km: 1 }))).toEqual(edit(5, 4, { km: 1 }))
})
