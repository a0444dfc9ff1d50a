// Proves the draft's rules: dependent fields, which step may be left, what a refusal points at, and
// what survives a reload.
import { expect, test } from 'vitest'
import {
  bodyOf,
  EMPTY_FIELDS,
  firstOpen,
  problemsIn,
  surePrice,
  type Fields,
} from './fields/fields.ts'
import {
  EMPTY_WIZARD,
  mayPublish,
  storedOf,
  wizardAfter,
  type Wizard,
  type WizardAction,
} from './wizard-state.ts'

const CAR: Fields = {
  ...EMPTY_FIELDS,
  make: 'toyota',
  model: 'corolla',
  generation: 'corolla-11th',
  variant: 'gli',
  year: '2017',
  km: '85,000',
  engineCc: '1300',
  fuel: 'petrol',
  transmission: 'manual',
  assembly: 'local',
  body: 'sedan',
  colour: 'white',
  city: 'lahore',
  registrationCity: 'islamabad',
  price: '28.5 lac',
}
const after = (state: Wizard, ...actions: readonly WizardAction[]): Wizard =>
  actions.reduce(wizardAfter, state)
const filled = after(EMPTY_WIZARD, { type: 'fields-filled', fields: CAR })
const withPhoto = after(
  filled,
  { type: 'photos-added', photos: [{ id: 'p', name: 'a.jpg', key: 'k' }] },
  { type: 'photo-prepared', id: 'p', sha256: 'f'.repeat(64), bytes: 9 },
)

test('another make empties what depended on the old one', () => {
  const { fields } = after(filled, { type: 'field-set', name: 'make', value: 'honda' })
  expect(fields).toMatchObject({
    make: 'honda',
    model: '',
    generation: '',
    variant: '',
    year: '',
    city: 'lahore',
  })
  expect(after(filled, { type: 'field-set', name: 'make', value: 'toyota' })).toBe(filled)
})

test('a step with open questions is not left, and they are marked', () => {
  const stuck = after(EMPTY_WIZARD, { type: 'step-left' })
  expect(stuck.step).toBe('car')
  expect(stuck.problems).toMatchObject({ make: 'sell.required', km: 'sell.km.bad' })
  expect(
    after(stuck, { type: 'field-set', name: 'make', value: 'kia' }).problems,
  ).not.toHaveProperty('make')
})

test('the steps lead from the car to the review', () => {
  expect(after(filled, { type: 'step-left' }).step).toBe('photos')
  expect(
    after({ ...withPhoto, step: 'photos' }, { type: 'step-left' }, { type: 'step-left' }).step,
  ).toBe('review')
})

test('the photo step without a photo is left only at the second try', () => {
  const nudged = after({ ...filled, step: 'photos' }, { type: 'step-left' })
  expect(nudged).toMatchObject({ step: 'photos', nudged: true })
  expect(after(nudged, { type: 'step-left' }).step).toBe('details')
  expect(
    after(
      nudged,
      { type: 'step-left' },
      { type: 'step-opened', step: 'photos' },
      { type: 'step-left' },
    ).step,
  ).toBe('details')
})

test('a file that is not a photo leaves the draft at once and is named', () => {
  const refused = after(withPhoto, { type: 'photos-unreadable', ids: ['p'], names: ['papers.pdf'] })
  expect(refused).toMatchObject({ photos: [], unreadable: ['papers.pdf'] })
  expect(after(refused, { type: 'photos-added', photos: [] }).unreadable).toEqual([])
})

test.each([
  ['', 'sell.price.empty'],
  ['5', 'sell.price.sure'],
  ['900', 'sell.price.low'],
  ['900 crore', 'sell.price.high'],
  ['cheap', 'sell.price.unreadable'],
])('the price %s is held back', (price, problem) => {
  expect(problemsIn({ ...CAR, price }, 'details')).toEqual({ price: problem })
})

test('a bare number means lacs once the person confirms it, and only that number', () => {
  expect(surePrice({ price: '28.5', priceSure: '' })).toBeUndefined()
  expect(surePrice({ price: '28.5', priceSure: '28.5' })).toBe(2_850_000)
  expect(surePrice({ price: '285', priceSure: '28.5' })).toBeUndefined()
})

test('confirming a price removes the problem shown for it', () => {
  const asked = after(
    { ...filled, step: 'details' },
    { type: 'field-set', name: 'price', value: '28.5' },
    { type: 'step-left' },
  )
  expect(asked).toMatchObject({ step: 'details', problems: { price: 'sell.price.sure' } })
  expect(after(asked, { type: 'field-set', name: 'priceSure', value: '28.5' }).problems).toEqual({})
})

test('a VIN and a frame number are distinguished by their shape', () => {
  expect(bodyOf({ ...CAR, chassis: 'nhp10-6123456' }, [])).toMatchObject({
    frameNumber: 'NHP10-6123456',
  })
  expect(bodyOf({ ...CAR, chassis: 'JTDBR32E720 123456'.replace(' ', '') }, [])).toMatchObject({
    vin: 'JTDBR32E720123456',
  })
  expect(problemsIn({ ...CAR, chassis: 'ABC' }, 'car')).toEqual({ chassis: 'sell.chassis.bad' })
})

test('the body fits the contract and leaves out what was left empty', () => {
  const body = bodyOf({ ...CAR, description: 'گاڑی بہترین ہے' }, ['m1'])
  expect(body).toMatchObject({
    year: 2017,
    km: 85_000,
    engineCc: 1_300,
    price: { minor: 285_000_000, currency: 'PKR' },
    photos: ['m1'],
    description: { lang: 'ur' },
  })
  expect(body).not.toHaveProperty('title')
  expect(body).not.toHaveProperty('vin')
  expect(body).not.toHaveProperty('area')
})

test('nothing is published before every photo is ready', () => {
  expect(mayPublish(withPhoto)).toBe(false)
  expect(mayPublish(after(withPhoto, { type: 'upload-ready', id: 'p' }))).toBe(true)
})

test('an ad may be published without a photo, but not without its facts', () => {
  expect(mayPublish(filled)).toBe(true)
  expect(mayPublish(EMPTY_WIZARD)).toBe(false)
})

test('the furthest step that may be shown is the first with open questions', () => {
  expect([firstOpen(EMPTY_FIELDS), firstOpen({ ...CAR, price: '' }), firstOpen(CAR)]).toEqual([
    'car',
    'details',
    'review',
  ])
})

test('a refusal opens the step of the field it names and loses nothing', () => {
  const problem = {
    status: 422,
    code: 'INVALID_LISTING',
    errors: [{ path: 'price.minor', code: 'TOO_LOW', message: 'Too low' }],
  }
  const back = after(
    { ...withPhoto, step: 'review' },
    { type: 'publishing' },
    { type: 'publish-failed', problem },
  )
  expect(back).toMatchObject({
    step: 'details',
    phase: 'editing',
    problems: { price: { text: 'Too low' } },
    fields: CAR,
  })
  expect(
    after(back, {
      type: 'publish-failed',
      problem: {
        status: 422,
        code: 'X',
        errors: [{ path: '/frameNumber', code: 'Y', message: 'Z' }],
      },
    }).problems,
  ).toHaveProperty('chassis')
})

test('a lost session asks to sign in again and goes on afterwards', () => {
  const lost = after(withPhoto, {
    type: 'publish-failed',
    problem: { status: 401, code: 'SIGN_IN_REQUIRED' },
  })
  expect(lost.session).toBe('needed')
  expect(after(lost, { type: 'sign-in-closed' }).session).toBe('put-off')
  expect(after(lost, { type: 'session-there' })).toMatchObject({ session: 'fine', fields: CAR })
})

test('a draft survives a reload word for word', () => {
  const state = after(
    { ...withPhoto, step: 'details' },
    { type: 'upload-ready', id: 'p' },
    { type: 'creating', key: 'k1', body: '{}' },
  )
  const stored = JSON.parse(JSON.stringify(storedOf(state))) as ReturnType<typeof storedOf>
  expect(after(EMPTY_WIZARD, { type: 'restored', draft: stored, storedIds: new Set() })).toEqual(
    state,
  )
})

test('a saved draft forgets the key of its creation', () => {
  const saved = after(
    filled,
    { type: 'creating', key: 'k1', body: '{}' },
    { type: 'saved', id: 'l', version: 1 },
  )
  expect(saved.listing).toEqual({ id: 'l', version: 1 })
  expect(saved).not.toHaveProperty('creating')
})

test('photos beyond the thirtieth are counted as left out', () => {
  const many = Array.from({ length: 31 }, (_, index) => ({ id: `x${index}`, name: '', key: '' }))
  expect(after(EMPTY_WIZARD, { type: 'photos-added', photos: many })).toMatchObject({ leftOut: 1 })
})

test('a draft published by another tab is not published again by this one', () => {
  expect(after(filled, { type: 'gone-elsewhere' })).toEqual(EMPTY_WIZARD)
  const busy = after(filled, { type: 'publishing' })
  expect(after(busy, { type: 'gone-elsewhere' })).toBe(busy)
})
