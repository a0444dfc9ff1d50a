// What people really type, in three scripts, and what must be understood of it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MARKET } from '../../../test/market.ts'
import { fold } from './fold.ts'
import { tokenise } from './tokens.ts'
import { understand } from './understand.ts'
import { vocabularyOf } from './vocabulary.ts'

const vocabulary = vocabularyOf(MARKET)
const THIS_YEAR = 2026

/** `make=toyota model=corolla priceTo=3000000 | text that is left` */
function understood(query: string): string {
  const { terms, ranges, text } = understand(query, vocabulary, THIS_YEAR)
  const said = [
    ...Object.entries(terms).map(([name, values]) => `${name}=${values.join(',')}`),
    ...Object.entries(ranges).map(([name, value]) => `${name}=${value}`),
  ]
  return `${said.sort().join(' ')} | ${text}`.trim()
}

/** Query → filters, sorted by name, then the text that is left. */
const TABLE: Readonly<Record<string, readonly (readonly [string, string, string?])[]>> = {
  'makes, models and generations': [
    ['corolla', 'make=toyota model=corolla'],
    ['Toyota Corolla', 'make=toyota model=corolla'],
    ['TOYOTA', 'make=toyota'],
    ['ٹویوٹا', 'make=toyota'],
    ['ٹويوٹا', 'make=toyota'],
    ['کرولا', 'make=toyota model=corolla'],
    ['كرولا', 'make=toyota model=corolla'],
    ['ٹویوٹا کرولا', 'make=toyota model=corolla'],
    ['indus corolla', 'make=toyota model=corolla'],
    ['corolla axio', 'make=toyota model=corolla-axio'],
    ['axio', 'make=toyota model=corolla-axio'],
    ['civic', 'make=honda model=civic'],
    ['سوک', 'make=honda model=civic'],
    ['reborn', 'generation=civic-8th make=honda model=civic'],
    ['civic reborn', 'generation=civic-8th make=honda model=civic'],
    ['honda civic rebirth', 'generation=civic-9th make=honda model=civic'],
    ['سوک ری بورن', 'generation=civic-8th make=honda model=civic'],
    ['civic x', 'generation=civic-10th make=honda model=civic'],
    ['new civic', 'generation=civic-11th make=honda model=civic'],
    ['sx8', 'generation=city-3rd make=honda model=city'],
    ['wagon r', 'make=suzuki model=wagon-r'],
    ['WagonR', 'make=suzuki model=wagon-r'],
    ['ویگن آر', 'make=suzuki model=wagon-r'],
    ['hrv', 'make=honda model=hr-v'],
    ['HR-V', 'make=honda model=hr-v'],
    ['h r v', 'make=honda model=hr-v'],
    ['mg hs', 'make=mg model=hs'],
    ['haval h6', 'make=haval model=h6'],
    ['bmw 3 series', 'make=bmw model=3-series'],
    ['mercedes c class', 'make=mercedes-benz model=c-class'],
    ['land cruiser', 'make=toyota model=land-cruiser'],
    ['land cruiser v8', 'generation=land-cruiser-200 make=toyota model=land-cruiser'],
    ['land cruiser prado', 'make=toyota model=prado'],
    ['revo', 'generation=hilux-8th make=toyota model=hilux'],
    ['dala', 'make=toyota model=hilux'],
    ['carry dabba', 'make=suzuki model=bolan'],
    ['کیری ڈبہ', 'make=suzuki model=bolan'],
    ['khyber', 'make=suzuki model=khyber'],
    ['alto 660', 'generation=alto-660 make=suzuki model=alto'],
    ['kia sportage', 'make=kia model=sportage'],
    ['کیا سپورٹیج', 'make=kia model=sportage'],
    ['corolla civic', 'make=toyota,honda model=corolla,civic'],
  ],
  misspellings: [
    ['toyta corola', 'make=toyota model=corolla'],
    ['toyotta', 'make=toyota'],
    ['corrolla', 'make=toyota model=corolla'],
    ['cultas', 'make=suzuki model=cultus'],
    ['sportge', 'make=kia model=sportage'],
    ['islmabad', 'city=islamabad'],
    ['lahor', 'city=lahore'],
    ['faislabad', 'city=faisalabad'],
    ['mercedez', 'make=mercedes-benz'],
    ['landcruzer', 'make=toyota model=land-cruiser'],
    ['fortunr', 'make=toyota model=fortuner'],
    ['ٹویٹا', 'make=toyota'],
    ['alt', '', 'alt'],
    ['token', '', 'token'],
  ],
  'cities, areas and plates': [
    ['corolla lahore', 'city=lahore make=toyota model=corolla'],
    ['corolla in Lahore', 'city=lahore make=toyota model=corolla'],
    ['corolla lhr', 'city=lahore make=toyota model=corolla'],
    ['لاہور میں کرولا', 'city=lahore make=toyota model=corolla'],
    ['لاھور', 'city=lahore'],
    ['اسلام آباد', 'city=islamabad'],
    ['pindi mehran', 'city=rawalpindi make=suzuki model=mehran'],
    ['rahim yar khan', 'city=rahim-yar-khan'],
    ['lahore ya karachi corolla', 'city=lahore,karachi make=toyota model=corolla'],
    ['honda city karachi', 'city=karachi make=honda model=city'],
    ['city karachi', 'city=karachi make=honda model=city'],
    ['city', 'make=honda model=city'],
    ['Lahore city', 'city=lahore'],
    ['corolla lahore city', 'city=lahore make=toyota model=corolla'],
    ['lahore honda city', 'city=lahore make=honda model=city'],
    ['ہونڈا سٹی کراچی', 'city=karachi make=honda model=city'],
    ['dha phase 5 lahore', 'area=dha-phase-5 city=lahore'],
    ['model town lahore', 'area=model-town city=lahore'],
    ['clifton corolla', 'area=clifton make=toyota model=corolla'],
    ['islamabad registered corolla', 'make=toyota model=corolla registrationCity=islamabad'],
    ['corolla islamabad number', 'make=toyota model=corolla registrationCity=islamabad'],
    ['corolla lahore ka number', 'make=toyota model=corolla registrationCity=lahore'],
    ['corolla lahore number karachi', 'city=karachi make=toyota model=corolla registrationCity=lahore'],
    ['registered in karachi', 'registrationCity=karachi'],
    ['unregistered sportage', 'make=kia model=sportage registrationCity=unregistered'],
  ],
  prices: [
    ['30 lac', 'priceTo=3000000'],
    ['30 lac tak', 'priceTo=3000000'],
    ['under 25 lakh', 'priceTo=2500000'],
    ['below 25 lacs', 'priceTo=2500000'],
    ['upto 25lac', 'priceTo=2500000'],
    ['25 lakh se kam', 'priceTo=2500000'],
    ['25 lakh ke andar', 'priceTo=2500000'],
    ['20 se 30 lac', 'priceFrom=2000000 priceTo=3000000'],
    ['20-30 lac', 'priceFrom=2000000 priceTo=3000000'],
    ['20 to 30 lakhs', 'priceFrom=2000000 priceTo=3000000'],
    ['20 lac se 30 lac tak', 'priceFrom=2000000 priceTo=3000000'],
    ['between 20 and 30 lac', 'priceFrom=2000000 priceTo=3000000'],
    ['30 se 20 lac', 'priceFrom=2000000 priceTo=3000000'],
    ['20 lac se zyada', 'priceFrom=2000000'],
    ['20 lac se upar', 'priceFrom=2000000'],
    ['above 20 lac', 'priceFrom=2000000'],
    ['min 20 lac max 30 lac', 'priceFrom=2000000 priceTo=3000000'],
    ['1.2 crore', 'priceTo=12000000'],
    ['1 crore 20 lac tak', 'priceTo=12000000'],
    ['28 lac 50 hazar', 'priceTo=2850000'],
    ['۲۵ لاکھ تک', 'priceTo=2500000'],
    ['٢٥ لاكه تك', 'priceTo=2500000'],
    ['۲۰ سے ۳۰ لاکھ', 'priceFrom=2000000 priceTo=3000000'],
    ['پچاس لاکھ سے کم', 'priceTo=5000000'],
    ['ایک کروڑ تک', 'priceTo=10000000'],
    ['ڈیڑھ کروڑ', 'priceTo=15000000'],
    ['dus lac tak', 'priceTo=1000000'],
    ['dedh crore', 'priceTo=15000000'],
    ['around 30 lac', 'priceFrom=2700000 priceTo=3300000'],
    ['28.5 L', 'priceTo=2850000'],
    ['800k', 'priceTo=800000'],
    ['28,50,000', 'priceTo=2850000'],
    ['2,850,000', 'priceTo=2850000'],
    ['rs 2500000 tak', 'priceTo=2500000'],
    ['2.5 million', 'priceTo=2500000'],
    ['budget 25', 'priceTo=2500000'],
    ['under 25', 'priceTo=2500000'],
    ['25 tak', 'priceTo=2500000'],
    ['prado 150 lac', 'make=toyota model=prado priceTo=15000000'],
    ['30', '', '30'],
    ['sarhe 18 lac', 'priceTo=1850000'],
    ['saday 12 lac tak', 'priceTo=1250000'],
    ['sarhe teen crore', 'priceTo=35000000'],
    ['ساڑھے بارہ لاکھ', 'priceTo=1250000'],
    ['paune 20 lac', 'priceTo=1975000'],
    ['پونے دو کروڑ', 'priceTo=17500000'],
    ['sawa 2 crore', 'priceTo=22500000'],
    ['سوا کروڑ', 'priceTo=12500000'],
    ['sarhe 18 se sarhe 20 lac', 'priceFrom=1850000 priceTo=2050000'],
    ['solah lac tak', 'priceTo=1600000'],
    ['پچپن لاکھ', 'priceTo=5500000'],
    ['25lac-30lac', 'priceFrom=2500000 priceTo=3000000'],
    ['25 lac - 30 lac', 'priceFrom=2500000 priceTo=3000000'],
    ['25/30 lac', 'priceFrom=2500000 priceTo=3000000'],
    ['30 lac+', 'priceFrom=3000000'],
    ['30lac+', 'priceFrom=3000000'],
    ['25 aur 30 lac ke darmiyan', 'priceFrom=2500000 priceTo=3000000'],
    ['25 se 30 lac ke beech', 'priceFrom=2500000 priceTo=3000000'],
    ['۲۰ اور ۲۵ لاکھ کے درمیان', 'priceFrom=2000000 priceTo=2500000'],
    ['corolla aur civic 30 lac', 'make=toyota,honda model=corolla,civic priceTo=3000000'],
    ['30 lac k aas paas', 'priceFrom=2700000 priceTo=3300000'],
    ['30 لاکھ کے آس پاس', 'priceFrom=2700000 priceTo=3300000'],
    ['35 lakh ka budget hai suv chahiye', 'body=suv priceTo=3500000'],
    ['20 lakh budget lahore', 'city=lahore priceTo=2000000'],
    ['بیس لاکھ بجٹ', 'priceTo=2000000'],
    ['demand 18 lac cultus', 'make=suzuki model=cultus priceTo=1800000'],
    ['mehran price in pakistan', 'make=suzuki model=mehran'],
    ['mehran 3 lac wali de do', 'make=suzuki model=mehran priceTo=300000'],
    ['cheaper than 20 lac', 'priceTo=2000000'],
    ['03001234567', '', '03001234567'],
  ],
  years: [
    ['corolla 2015', 'make=toyota model=corolla yearFrom=2015 yearTo=2015'],
    ['2015 se 2018', 'yearFrom=2015 yearTo=2018'],
    ['2015-2018', 'yearFrom=2015 yearTo=2018'],
    ['2015 سے 2018', 'yearFrom=2015 yearTo=2018'],
    ['۲۰۱۸ ماڈل', 'yearFrom=2018 yearTo=2018'],
    ['2016 ke baad', 'yearFrom=2016'],
    ['2016 k baad', 'yearFrom=2016'],
    ['2016 کے بعد', 'yearFrom=2016'],
    ['after 2016', 'yearFrom=2016'],
    ['2016+', 'yearFrom=2016'],
    ['2016 onwards', 'yearFrom=2016'],
    ['2010 se pehle', 'yearTo=2010'],
    ['before 2010', 'yearTo=2010'],
    ['2012 tak', 'yearTo=2012'],
    ['model 2014', 'yearFrom=2014 yearTo=2014'],
    ['2014 ka model', 'yearFrom=2014 yearTo=2014'],
    ['2010 2011 2012', 'yearFrom=2010 yearTo=2012'],
    ['2k15 corolla', 'make=toyota model=corolla yearFrom=2015 yearTo=2015'],
    ['corolla2016', 'make=toyota model=corolla yearFrom=2016 yearTo=2016'],
    ['3015', '', '3015'],
    ['2018 se aage', 'yearFrom=2018'],
    ['2018 سے آگے', 'yearFrom=2018'],
    ['2015 say phele', 'yearTo=2015'],
    ['2015 se pehly', 'yearTo=2015'],
    ['newer than 2018', 'yearFrom=2018'],
    ['older than 2010', 'yearTo=2010'],
    ['no older than 2015', 'yearFrom=2015'],
    ['2015/2018 corolla', 'make=toyota model=corolla yearFrom=2015 yearTo=2018'],
    ['mehran 98 model', 'make=suzuki model=mehran yearFrom=1998 yearTo=1998'],
    ['model 07 cultus', 'make=suzuki model=cultus yearFrom=2007 yearTo=2007'],
    ['98 ماڈل مہران', 'make=suzuki model=mehran yearFrom=1998 yearTo=1998'],
    ['2 model', '', '2'],
  ],
  'kilometres and engines': [
    ['50 hazar km', 'kmTo=50000'],
    ['under 50000 km', 'kmTo=50000'],
    ['50k km', 'kmTo=50000'],
    ['80k driven', 'kmTo=80000'],
    ['۵۰ ہزار کلومیٹر', 'kmTo=50000'],
    ['20 se 50 hazar km', 'kmFrom=20000 kmTo=50000'],
    ['1300cc', 'engineFrom=1250 engineTo=1350'],
    ['660 cc', 'engineFrom=610 engineTo=710'],
    ['civic 1.8', 'engineFrom=1750 engineTo=1850 make=honda model=civic'],
    ['1.5 litre', 'engineFrom=1450 engineTo=1550'],
    ['above 1800cc', 'engineFrom=1750'],
    ['1000سی سی', 'engineFrom=950 engineTo=1050'],
    ['50000km+', 'kmFrom=50000'],
  ],
  'fuel, gears, bodies and colours': [
    ['automatic', 'transmission=automatic'],
    ['auto corolla', 'make=toyota model=corolla transmission=automatic'],
    ['آٹومیٹک', 'transmission=automatic'],
    ['diesel manual', 'fuel=diesel transmission=manual'],
    ['ڈیزل', 'fuel=diesel'],
    ['پٹرول', 'fuel=petrol'],
    ['hybrid suv', 'body=suv fuel=hybrid'],
    ['jeep', 'body=suv'],
    ['electric car', 'fuel=ev'],
    ['japani vitz', 'assembly=imported make=toyota model=vitz'],
    ['امپورٹڈ وٹز', 'assembly=imported make=toyota model=vitz'],
    ['white corolla', 'colour=white make=toyota model=corolla'],
    ['safed alto', 'colour=white make=suzuki model=alto'],
    ['سفید آلٹو', 'colour=white make=suzuki model=alto'],
    ['zero meter alto', 'condition=new make=suzuki model=alto'],
    ['showroom cars', 'sellerType=dealer'],
    ['safeed corolla', 'colour=white make=toyota model=corolla'],
    ['kaale rang ki corolla', 'colour=black make=toyota model=corolla'],
    ['gas wali mehran', 'fuel=cng make=suzuki model=mehran'],
    ['prado v8', 'make=toyota model=prado'],
    ['bosan road alto', 'make=suzuki model=alto', 'bosan road'],
    ['saaf suthri alto', 'make=suzuki model=alto'],
    ['kam chali hui civic', 'make=honda model=civic'],
    ['bumper to bumper genuine corolla', 'make=toyota model=corolla'],
  ],
  'whole sentences and what is left': [
    ['toyota corolla 30 lac lahore', 'city=lahore make=toyota model=corolla priceTo=3000000'],
    ['mujhe lahore mein corolla chahiye 30 lac tak', 'city=lahore make=toyota model=corolla priceTo=3000000'],
    ['کراچی میں ہونڈا سوک 2018 50 لاکھ تک', 'city=karachi make=honda model=civic priceTo=5000000 yearFrom=2018 yearTo=2018'],
    ['20 lakh se 25 lakh tak cultus lahore mein', 'city=lahore make=suzuki model=cultus priceFrom=2000000 priceTo=2500000'],
    ['civic 2016 se 2018 50 lac tak 60 hazar km', 'kmTo=60000 make=honda model=civic priceTo=5000000 yearFrom=2016 yearTo=2018'],
    ['corolla gli 2013', 'make=toyota model=corolla yearFrom=2013 yearTo=2013', 'gli'],
    ['civic oriel prosmatec', 'make=honda model=civic', 'oriel prosmatec'],
    ['کرولا گرانڈی', 'make=toyota model=corolla', 'گرانڈی'],
    ['urgent sale genuine corolla', 'make=toyota model=corolla'],
    ['fit condition corolla', 'make=toyota model=corolla'],
    ['fit 2015', 'make=honda model=fit yearFrom=2015 yearTo=2015'],
    ['every 2015', 'make=suzuki model=every yearFrom=2015 yearTo=2015'],
    ['sunroof wali civic', 'make=honda model=civic', 'sunroof'],
    ['', ''],
    ['   ,,, !!', ''],
    ['🚗', ''],
  ],
}

describe.for(Object.entries(TABLE))('%s', ([, rows]) => {
  test.for(rows.map((row) => [...row]))('«%s» means «%s»', ([query, filters, text = '']) => {
    expect(understood(query ?? '')).toBe(`${filters} | ${text}`.trim())
  })
})

test('the table stays a real test: 120 queries and more', () => {
  expect(Object.values(TABLE).flat().length).toBeGreaterThanOrEqual(120)
})

const WORDS = [...Object.values(TABLE).flat(), ['se to - tak lac 20 30 2015 city fit hr v km cc 1.3 1.3l k 50k کے سے', '']].flatMap(
  ([query]) => query?.split(' ') ?? [],
)
const anyQuery = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map((words) => words.join(' ')),
  fc
    .array(fc.oneof(fc.constantFrom(...WORDS), fc.nat(99_999_999).map(String), fc.constantFrom('-', '+', ',', '.', '<')), { maxLength: 14 })
    .map((words) => words.join('')),
)

test('whatever is typed, understanding never throws and leaves only words that were typed', () => {
  fc.assert(
    fc.property(anyQuery, (query) => {
      const { text } = understand(query, vocabulary, THIS_YEAR)
      const typed = tokenise(query).map(({ raw }) => raw)
      for (const { raw } of tokenise(text)) expect(typed.some((word) => word.includes(raw))).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('understanding what is left finds nothing more', () => {
  fc.assert(
    fc.property(anyQuery, (query) => {
      const { text } = understand(query, vocabulary, THIS_YEAR)
      expect(understand(text, vocabulary, THIS_YEAR)).toEqual({ terms: {}, ranges: {}, text })
    }),
    { numRuns: 500 },
  )
})

test('bounds are never the wrong way round', () => {
  fc.assert(
    fc.property(anyQuery, (query) => {
      const { ranges } = understand(query, vocabulary, THIS_YEAR)
      for (const name of ['price', 'year', 'km', 'engine'] as const) expect(ranges[`${name}From`] ?? 0).toBeLessThanOrEqual(ranges[`${name}To`] ?? Infinity)
    }),
    { numRuns: 300 },
  )
})

test('folding is idempotent, so what is folded twice still matches', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(fold(fold(text))).toBe(fold(text))
    }),
  )
})
