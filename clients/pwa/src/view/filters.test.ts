// Proves the words of a search: chips that undo exactly one thing, what a text was read as, and
// honest headings.
import { translator } from '@pk-auto/ui/i18n'
import { EMPTY_SEARCH, type SearchState } from '@pk-auto/ui/search-state'
import { searchPath } from '@pk-auto/ui/search-url'
import { expect, test } from 'vitest'
import {
  chipsOf,
  descriptionOf,
  headingOf,
  nearPriceText,
  repairedState,
  repairName,
  totalText,
  understoodState,
  type Words,
} from './filters.ts'
import { namesOf } from './labels.ts'

const MAKES: Readonly<Record<string, string>> = { civic: 'honda', city: 'honda', corolla: 'toyota' }
const MODELS: Readonly<Record<string, string>> = { reborn: 'civic' }
const words: Words = {
  ...{ t: translator('en'), names: namesOf(undefined, 'en'), locale: 'en' },
  wider: (kind, slug) => [(kind === 'generation' ? MODELS : MAKES)[slug] ?? ''].filter(Boolean),
}
const state: SearchState = {
  q: 'red',
  choices: { make: ['kia', 'toyota'] },
  bounds: { priceTo: 3_000_000 },
  flags: ['inspected'],
  after: 'x',
}

test('each chip takes back one thing and leaves the rest', () => {
  expect(chipsOf(words, state).map((chip) => [chip.text, searchPath(chip.without)])).toEqual([
    ['Kia', '/cars?q=red&make=toyota&priceTo=3000000&inspected=true'],
    ['Toyota', '/cars?q=red&make=kia&priceTo=3000000&inspected=true'],
    ['up to Rs 30 lac', '/cars?q=red&make=kia&make=toyota&inspected=true'],
    ['Inspected', '/cars?q=red&make=kia&make=toyota&priceTo=3000000'],
  ])
})

test('a car of several is removed whole, its make too where no other model is left of it', () => {
  const cars = (choices: SearchState['choices']) =>
    chipsOf(words, { ...EMPTY_SEARCH, choices }).map(({ text, without }) => [
      text,
      searchPath(without),
    ])
  expect(cars({ make: ['honda', 'toyota'], model: ['civic', 'corolla'] })).toEqual([
    ['Honda', '/cars?make=toyota&model=corolla'],
    ['Toyota', '/cars?make=honda&model=civic'],
    ['Civic', '/cars?make=toyota&model=corolla'],
    ['Corolla', '/cars?make=honda&model=civic'],
  ])
  expect(cars({ make: ['honda'], model: ['civic'] })[1]).toEqual(['Civic', '/cars?make=honda'])
  const both = { make: ['honda', 'toyota'], model: ['civic', 'city', 'corolla'] }
  expect(cars(both)[2]).toEqual(['Civic', '/cars?make=honda&make=toyota&model=city&model=corolla'])
  const reborn = { ...{ make: ['honda', 'toyota'], model: ['civic', 'corolla'] } }
  expect(cars({ ...reborn, generation: ['reborn'] }).at(-1)).toEqual([
    'Reborn',
    '/cars?make=toyota&model=corolla',
  ])
})

test('a year named once is one chip, and goes as a whole', () => {
  const year: SearchState = {
    ...EMPTY_SEARCH,
    choices: { make: ['kia'] },
    bounds: { yearFrom: 2015, yearTo: 2015 },
  }
  expect(
    chipsOf(words, year).map(({ name, text, without }) => [name, text, searchPath(without)]),
  ).toEqual([
    ['make', 'Kia', '/cars?yearFrom=2015&yearTo=2015'],
    ['year', '2015', '/cars?make=kia'],
  ])
  expect(
    chipsOf(words, { ...year, bounds: { yearFrom: 2015, yearTo: 2018 } }).map(({ name }) => name),
  ).toEqual(['make', 'yearFrom', 'yearTo'])
})

test('what a text was read as becomes filters, and only the rest stays text', () => {
  const meant = understoodState(
    { ...EMPTY_SEARCH, q: 'toyota lahore 30 lac tak sunroof' },
    { filters: { make: ['toyota'], city: ['lahore'], priceTo: 3_000_000 }, text: 'sunroof' },
  )
  expect(searchPath(meant)).toBe('/cars?q=sunroof&make=toyota&city=lahore&priceTo=3000000')
})

test('a way out of an empty page drops what was read and what was set by hand', () => {
  const asked: SearchState = {
    ...EMPTY_SEARCH,
    q: 'corolla lahore 1 lac sunroof',
    choices: { fuel: ['petrol'] },
  }
  const read = {
    filters: { make: ['toyota'], city: ['lahore'], priceTo: 100_000 },
    text: 'sunroof',
  }
  expect(searchPath(repairedState(asked, read, { drop: 'priceTo' }))).toBe(
    '/cars?q=sunroof&make=toyota&city=lahore&fuel=petrol',
  )
  expect(searchPath(repairedState(asked, read, { drop: 'fuel' }))).toBe(
    '/cars?q=sunroof&make=toyota&city=lahore&priceTo=100000',
  )
  expect(searchPath(repairedState(asked, read, { drop: 'q' }))).toBe(
    '/cars?make=toyota&city=lahore&fuel=petrol&priceTo=100000',
  )
})

test('a filter set by hand wins over one that was read', () => {
  expect(
    understoodState(
      { ...EMPTY_SEARCH, choices: { make: ['honda'] } },
      { filters: { make: ['toyota'] }, text: '' },
    ).choices.make,
  ).toEqual(['honda'])
})

test('two things go at once where one alone brings nothing', () => {
  const asked: SearchState = { ...EMPTY_SEARCH, q: 'sunroof 1 lac' }
  const read = { filters: { priceTo: 100_000 }, text: 'sunroof' }
  const repair = { drop: 'q', also: 'priceTo' }
  expect(searchPath(repairedState(asked, read, repair))).toBe('/cars')
  expect(repairName(words, repair)).toBe('your search words and Price')
  const urdu = { ...words, t: translator('ur'), locale: 'ur' as const }
  expect(repairName(urdu, repair)).toBe('آپ کے الفاظ اور قیمت')
})

test('an order that was read stays with the filters, and one set by hand wins', () => {
  const read = { filters: { make: ['suzuki'] }, sort: 'price-asc' as const, text: '' }
  const meant = understoodState({ ...EMPTY_SEARCH, q: 'cheapest suzuki' }, read)
  expect(searchPath(meant)).toBe('/cars?make=suzuki&sort=price-asc')
  expect(understoodState({ ...EMPTY_SEARCH, sort: 'km-asc' }, read).sort).toBe('km-asc')
})

test('a price to be near to stays in the text, whatever else is taken away, and has a name', () => {
  const read = { filters: { model: ['civic'] }, nearPrice: 2_250_000, text: 'oriel' }
  const asked = { ...EMPTY_SEARCH, q: 'civic oriel 22.5 lac' }
  expect(searchPath(understoodState(asked, read))).toBe('/cars?q=oriel+22.5+lac&model=civic')
  expect(searchPath(repairedState(asked, read, { drop: 'model' }))).toBe('/cars?q=oriel+22.5+lac')
  expect(nearPriceText(words, 2_250_000)).toBe('near Rs 22.5 lac first')
  const urdu = { ...words, t: translator('ur'), locale: 'ur' as const }
  expect(nearPriceText(urdu, 2_250_000)).toContain('کے قریب')
})

test('the heading names what is searched for and where', () => {
  expect(headingOf(words, EMPTY_SEARCH)).toBe('Cars for sale in Pakistan')
  expect(headingOf(words, { ...EMPTY_SEARCH, choices: { make: ['honda'] } })).toBe(
    'Honda cars for sale',
  )
  expect(
    headingOf(words, {
      ...EMPTY_SEARCH,
      choices: { make: ['honda'], model: ['city'], city: ['lahore'] },
    }),
  ).toBe('Honda City for sale in Lahore')
  expect(headingOf(words, { ...EMPTY_SEARCH, choices: { city: ['lahore'] } })).toBe(
    'Cars for sale in Lahore',
  )
})

test('an inexact total never claims more than it knows', () => {
  expect(totalText(words.t, { value: 0, exact: true })).toBe('No cars')
  expect(totalText(words.t, { value: 1, exact: true })).toBe('1 car')
  expect(totalText(words.t, { value: 10_000, exact: false })).toBe('Over 10,000 cars')
})

test('the description for search engines names the search and the count once each', () => {
  const total = { value: 1_904, exact: true }
  expect(descriptionOf(translator('en'), 'Cars for sale in Pakistan', total)).toMatch(
    /^Cars for sale in Pakistan: 1,904 cars on Automart\.pk, with photos/,
  )
  expect(descriptionOf(translator('ur'), 'پاکستان میں برائے فروخت گاڑیاں', total)).toMatch(
    /^پاکستان میں برائے فروخت گاڑیاں: Automart\.pk پر 1,904 گاڑیاں، /,
  )
  for (const none of [undefined, { value: 0, exact: true }])
    expect(descriptionOf(translator('en'), 'Kia for sale', none)).toMatch(
      /^Kia for sale on Automart\.pk: photos/,
    )
})
