// Every word of the market's data files is typed here: alone and inside phrases, with the digits of
// both scripts.
import { describe, expect, test } from 'vitest'
import { MARKET } from '../../../../test/market/market.ts'
import { understand } from '../understand.ts'
import { vocabularyOf } from '../vocabulary.ts'
import {
  AMOUNT_ENDS,
  CUBIC,
  CURRENCY,
  DRIVEN_BEFORE,
  DRIVEN_BEHIND,
  GLUED_SCALES,
  KILOMETRES,
  LITRES,
  MODEL_YEAR,
  SCALES,
} from './amount-words.ts'
import {
  AFTER,
  BEFORE,
  BETWEEN_BEHIND,
  EITHER_AMOUNT,
  RANGE,
  RANGE_AFTER_BETWEEN,
} from './direction-words.ts'
import { FILLERS, NOISE, PRAISE } from './filler-words.ts'
import { type Phrase } from './fold.ts'
import { FRACTIONS, NUMBER_WORDS } from './number-words.ts'
import { NEGATION_FILLERS } from './negation-words.ts'
import { TURNED_SORT_WORDS } from './sort-words.ts'
import { REGISTERED, REGISTERED_IN } from './place-words.ts'

const vocabulary = vocabularyOf(MARKET)

/** `priceTo=3000000 | words that are left` */
function read(query: string): string {
  const { terms, ranges, nearPrice, sort, text } = understand(query, vocabulary, 2026)
  const near = nearPrice !== undefined && { nearPrice }
  const filters = { ...terms, ...ranges, ...near, ...(sort && { sort }) }
  const named = Object.entries(filters).map(([name, value]) => `${name}=${String(value)}`)
  return `${named.sort().join(' ')} | ${text}`
}

const inDigits = (zero: string) => (text: string) =>
  text.replaceAll(/\d/g, (digit) => String.fromCodePoint(zero.codePointAt(0)! + Number(digit)))

/** Ways to type a query; the last two name a car and a city around it. */
const WAYS: readonly (readonly [way: string, type: (query: string) => string, names: boolean])[] = [
  ['alone', (query) => query, false],
  ['in Urdu digits', inDigits('۰'), false],
  ['in Arabic digits', inDigits('٠'), false],
  ['in an English phrase', (query) => `toyota corolla ${query} lahore`, true],
  ['in an Urdu phrase', (query) => `ٹویوٹا کرولا ${inDigits('۰')(query)} لاہور`, true],
]

type Row = {
  readonly words: readonly string[]
  readonly typed: (word: string) => string
  readonly means: (word: string) => string
}

const lac = 100_000
const only = (filters: string) => () => filters
const texts = (phrases: readonly Phrase[]) => phrases.map((words) => words.join(' '))

const UNITS = [...KILOMETRES, ...CUBIC, ...LITRES, ...CURRENCY]

/** An amount that ends with this word, and what it means with a sign behind it. */
function atLeast(word: string): readonly [amount: string, filters: string] {
  const [scale, glued] = [SCALES.get(word), GLUED_SCALES.get(word)]
  if (glued !== undefined) return [`800${word}`, `priceFrom=${800 * glued}`]
  if (scale !== undefined)
    return [`25 ${word}`, `${scale >= lac ? 'priceFrom' : 'kmFrom'}=${25 * scale}`]
  if (KILOMETRES.has(word)) return [`50000 ${word}`, 'kmFrom=50000']
  if (CUBIC.has(word)) return [`1300 ${word}`, 'engineFrom=1250']
  if (CURRENCY.has(word)) return [`2500000 ${word}`, 'priceFrom=2500000']
  return [`1.3 ${word}`, 'engineFrom=1250']
}

const ROWS: Readonly<Record<string, Row>> = {
  'scales of money': {
    words: [...SCALES].flatMap(([word, scale]) => (scale >= lac ? [word] : [])),
    typed: (word) => `25 ${word}`,
    means: (word) => `nearPrice=${25 * SCALES.get(word)!}`,
  },
  'thousands, which are kilometres while they are few': {
    words: [...SCALES].flatMap(([word, scale]) => (scale < lac ? [word] : [])),
    typed: (word) => `25 ${word}`,
    means: only('kmTo=25000'),
  },
  'scales typed against the number': {
    words: [...GLUED_SCALES.keys()],
    typed: (word) => `800${word}`,
    means: (word) => `nearPrice=${800 * GLUED_SCALES.get(word)!}`,
  },
  'numbers in words': {
    words: [...NUMBER_WORDS.keys()],
    typed: (word) => `${word} lac`,
    means: (word) => `nearPrice=${NUMBER_WORDS.get(word)! * lac}`,
  },
  'numbers in words before an Urdu scale': {
    words: [...NUMBER_WORDS.keys()],
    typed: (word) => `${word} کروڑ تک`,
    means: (word) => `priceTo=${NUMBER_WORDS.get(word)! * 100 * lac}`,
  },
  fractions: {
    words: [...FRACTIONS.keys()],
    typed: (word) => `${word} 8 lac`,
    means: (word) => `nearPrice=${(8 + FRACTIONS.get(word)!) * lac}`,
  },
  kilometres: {
    words: [...KILOMETRES],
    typed: (word) => `50000 ${word}`,
    means: only('kmTo=50000'),
  },
  'cubic centimetres': {
    words: [...CUBIC],
    typed: (word) => `1300 ${word}`,
    means: only('engineFrom=1250 engineTo=1350'),
  },
  litres: {
    words: [...LITRES],
    typed: (word) => `1.3 ${word}`,
    means: only('engineFrom=1250 engineTo=1350'),
  },
  'currency before a price': {
    words: [...CURRENCY],
    typed: (word) => `${word} 2500000`,
    means: only('nearPrice=2500000'),
  },
  'currency behind a price': {
    words: [...CURRENCY],
    typed: (word) => `2500000 ${word}`,
    means: only('nearPrice=2500000'),
  },
  'at least, by a sign behind what an amount ends with': {
    words: [...new Set([...AMOUNT_ENDS, ...SCALES.keys(), ...UNITS])],
    typed: (word) => `${atLeast(word)[0]}+`,
    means: (word) => atLeast(word)[1],
  },
  'at most, in front': {
    words: texts(BEFORE.to),
    typed: (words) => `${words} 30 lac`,
    means: only('priceTo=3000000'),
  },
  'at least, in front': {
    words: texts(BEFORE.from),
    typed: (words) => `${words} 30 lac`,
    means: only('priceFrom=3000000'),
  },
  'about, in front': {
    words: texts(BEFORE.around),
    typed: (words) => `${words} 30 lac`,
    means: only('priceFrom=2700000 priceTo=3300000'),
  },
  'between, in front': {
    words: texts(BEFORE.between),
    typed: (words) => `${words} 20 and 30 lac`,
    means: only('priceFrom=2000000 priceTo=3000000'),
  },
  'at most, behind': {
    words: texts(AFTER.to),
    typed: (words) => `30 lac ${words}`,
    means: only('priceTo=3000000'),
  },
  'at least, behind': {
    words: texts(AFTER.from),
    typed: (words) => `30 lac ${words}`,
    means: only('priceFrom=3000000'),
  },
  'about, behind': {
    words: texts(AFTER.around),
    typed: (words) => `30 lac ${words}`,
    means: only('priceFrom=2700000 priceTo=3300000'),
  },
  'from one amount to another': {
    words: RANGE.map((phrase) => phrase.join(' ')),
    typed: (word) => `20 ${word} 30 lac`,
    means: only('priceFrom=2000000 priceTo=3000000'),
  },
  'one amount and another, opened by "between"': {
    words: [...RANGE_AFTER_BETWEEN],
    typed: (word) => `between 20 ${word} 30 lac`,
    means: only('priceFrom=2000000 priceTo=3000000'),
  },
  'one amount and another, closed by "between"': {
    words: [...BETWEEN_BEHIND],
    typed: (word) => `20 aur 30 lac ke ${word}`,
    means: only('priceFrom=2000000 priceTo=3000000'),
  },
  'one amount or another, of one unit': {
    words: [...EITHER_AMOUNT],
    typed: (word) => `20 ${word} 25 lac`,
    means: only('priceFrom=2000000 priceTo=2500000'),
  },
  'what was driven, in front': {
    words: [...DRIVEN_BEFORE],
    typed: (word) => `${word} 60000`,
    means: only('kmTo=60000'),
  },
  'what was driven, behind': {
    words: [...DRIVEN_BEHIND],
    typed: (word) => `1 lac se kam ${word}`,
    means: only('kmTo=100000'),
  },
  'what an amount may be followed by': {
    words: [...FILLERS].filter((word) => !CURRENCY.has(word)),
    typed: (word) => `2015 ${word} se upar`,
    means: only('yearFrom=2015'),
  },
  'what a negation may be followed by': {
    words: [...NEGATION_FILLERS],
    typed: (word) => `automatic ${word} na ho`,
    means: only('transmission=manual'),
  },
  ...Object.fromEntries(
    TURNED_SORT_WORDS.map(([sort, phrases]): [string, Row] => [
      `what is wanted the other way round, ${sort}`,
      { words: texts(phrases), typed: (words) => `${words} na ho`, means: only(`sort=${sort}`) },
    ]),
  ),
  'a model year of two digits': {
    words: [...MODEL_YEAR],
    typed: (word) => `98 ${word}`,
    means: only('yearFrom=1998 yearTo=1998'),
  },
  'the city of a plate, in front': {
    words: [...REGISTERED],
    typed: (word) => `karachi ka ${word}`,
    means: only('registrationCity=karachi'),
  },
  'the city of a plate, behind': {
    words: [...REGISTERED_IN],
    typed: (word) => `${word} in karachi`,
    means: only('registrationCity=karachi'),
  },
  'what says nothing': { words: [...NOISE], typed: (word) => word, means: only('') },
  'praise that no fact holds': { words: texts(PRAISE), typed: (words) => words, means: only('') },
}

const CAR_AND_CITY = 'city=lahore make=toyota model=corolla'.split(' ')

describe.for(Object.entries(ROWS))('%s', ([, { words, typed, means }]) => {
  test.for(WAYS)('every form, %s', ([, type, named]) => {
    const filters = (word: string) =>
      [...means(word).split(' ').filter(Boolean), ...(named ? CAR_AND_CITY : [])].sort().join(' ')
    expect(words.map((word) => [word, read(type(typed(word)))])).toEqual(
      words.map((word) => [word, `${filters(word)} | `]),
    )
  })
})

test('praise comes back as it was typed, for the reader to see that it filters nothing', () => {
  for (const praise of texts(PRAISE)) {
    const { phrases } = understand(`corolla ${praise} lahore`, vocabulary, 2026)
    expect(phrases.map(({ text }) => text)).toContain(praise)
  }
})

test('no word is lost: whoever takes one out lowers this number', () => {
  const count = Object.values(ROWS).reduce((sum, { words }) => sum + words.length, 0)
  expect(count).toBeGreaterThanOrEqual(1384)
})
