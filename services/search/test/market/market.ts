// A small market for tests: makes, models, generations, cities and closed lists in three scripts.
import type { City, Make, Model, Named, Taxonomy, TaxonomyPart } from '../../src/domain/taxonomy.ts'

/** `slug | English | Urdu | nicknames, comma-separated` */
function named(row: string): Named {
  const [slug = '', en = '', ur = '', nicknames = ''] = row.split('|').map((cell) => cell.trim())
  return {
    slug,
    name: { en, ur },
    nicknames: nicknames
      .split(',')
      .map((nickname) => nickname.trim())
      .filter(Boolean),
  }
}

/**
 * A model and, in further rows, its generations; a row that starts with `+` is a variant of the
 * generation above.
 */
function model(row: string, ...rows: string[]): Model {
  const generations: {
    -readonly [K in keyof Model['generations'][number]]: Model['generations'][number][K]
  }[] = []
  for (const text of rows) {
    const last = generations.at(-1)
    if (text.startsWith('+') && last) last.variants = [...last.variants, named(text.slice(1))]
    else generations.push({ ...named(text), variants: [] })
  }
  return { ...named(row), generations }
}
const seated = (of: Model, ...seats: number[]): Model => ({ ...of, seats })
const make = (row: string, ...models: Model[]): Make => ({ ...named(row), models })
const city = (row: string, lat: number, lon: number, ...areas: string[]): City => ({
  ...named(row),
  lat,
  lon,
  areas: areas.map(named),
})

const MAKES: readonly Make[] = [
  make(
    'toyota | Toyota | ٹویوٹا | toyta, tayota, ٹیوٹا',
    model(
      'corolla | Corolla | کرولا | corola, carolla, indus corolla, indus, کورولا',
      'corolla-10th | Corolla 10th generation | کرولا دسویں | old gli',
      'corolla-11th | Corolla 11th generation | کرولا گیارہویں | new shape corolla, grande x',
      '+ gli-1-3 | GLi 1.3 | جی ایل آئی 1.3',
      '+ altis-grande-1-8 | Altis Grande 1.8 | آلٹس گرانڈی 1.8',
    ),
    model('corolla-axio | Corolla Axio | کرولا ایکسیو | axio'),
    model('yaris | Yaris | یارس | '),
    model('vitz | Vitz | وٹز | vits'),
    model('aqua | Aqua | ایکوا | '),
    model('prius | Prius | پریئس | '),
    seated(model('fortuner | Fortuner | فارچونر | fortunar'), 7),
    model(
      'hilux | Hilux | ہائی لکس | dala, ڈالا',
      'hilux-8th | Hilux Revo | ہائی لکس ریوو | revo, ریوو',
    ),
    model(
      'land-cruiser | Land Cruiser | لینڈ کروزر | landcruiser, lc',
      'land-cruiser-200 | Land Cruiser 200 series | لینڈ کروزر 200 | v8, lc200',
    ),
    model(
      'prado | Prado | پراڈو | land cruiser prado',
      'prado-150 | Prado 150 series | پراڈو 150 | prado 150',
    ),
  ),
  make(
    'honda | Honda | ہونڈا | hunda',
    model(
      'civic | Civic | سوک | civik, sivic',
      'civic-8th | Civic Reborn (8th generation) | سوک ری بورن | reborn, civic reborn, ری بورن',
      'civic-9th | Civic Rebirth (9th generation) | سوک ری برتھ | rebirth, ری برتھ',
      'civic-10th | Civic X (10th generation) | سوک ایکس | civic x',
      'civic-11th | Civic 11th generation | سوک گیارہویں | new civic',
    ),
    model(
      'city | City | سٹی | siti, honda city, ہونڈا سٹی',
      'city-3rd | City SX8 | سٹی ایس ایکس 8 | sx8',
    ),
    seated(model('br-v | BR-V | بی آر وی | '), 7),
    model('hr-v | HR-V | ایچ آر وی | '),
    model('vezel | Vezel | ویزل | '),
    model('fit | Fit | فٹ | honda fit'),
  ),
  make(
    'suzuki | Suzuki | سوزوکی | suzki, pak suzuki',
    model('mehran | Mehran | مہران | mehraan'),
    model('alto | Alto | آلٹو | ', 'alto-660 | Alto 660 cc | آلٹو 660 | alto 660, new alto'),
    model('cultus | Cultus | کلٹس | cultas, kultus'),
    model('wagon-r | Wagon R | ویگن آر | wagnor'),
    model('swift | Swift | سوئفٹ | '),
    model('bolan | Bolan | بولان | carry, carry dabba, کیری ڈبہ'),
    model('every | Every | ایوری | every wagon'),
    model('khyber | Khyber | خیبر | '),
  ),
  make(
    'kia | Kia | کیا | kiya',
    model('sportage | Sportage | سپورٹیج | sportege'),
    model('picanto | Picanto | پیکانٹو | '),
  ),
  make('mg | MG | ایم جی | ', model('hs | HS | ایچ ایس | mg hs')),
  make('haval | Haval | ہیول | ', model('h6 | H6 | ایچ 6 | ')),
  make(
    'daihatsu | Daihatsu | ڈائی ہاٹسو | ',
    model('cuore | Cuore | کورے | coure, core'),
    model('move | Move | موو | '),
  ),
  make('nissan | Nissan | نسان | ', model('dayz | Dayz | ڈیز | days')),
  make('bmw | BMW | بی ایم ڈبلیو | ', model('3-series | 3 Series | 3 سیریز | ')),
  make(
    'mercedes-benz | Mercedes-Benz | مرسڈیز بینز | mercedes, benz',
    model('c-class | C-Class | سی کلاس | '),
  ),
]

const CITIES: readonly City[] = [
  city(
    'karachi | Karachi | کراچی | khi',
    24.86,
    67.01,
    'dha-phase-5 | DHA Phase 5 | ڈی ایچ اے فیز 5 | defence phase 5',
    'clifton | Clifton | کلفٹن | ',
  ),
  city(
    'lahore | Lahore | لاہور | lhr',
    31.55,
    74.34,
    'dha-phase-5 | DHA Phase 5 | ڈی ایچ اے فیز 5 | ',
    'model-town | Model Town | ماڈل ٹاؤن | ',
  ),
  city('islamabad | Islamabad | اسلام آباد | isb', 33.68, 73.05),
  city('rawalpindi | Rawalpindi | راولپنڈی | pindi, پنڈی', 33.6, 73.05),
  city('faisalabad | Faisalabad | فیصل آباد | fsd', 31.42, 73.08),
  city('peshawar | Peshawar | پشاور | ', 34.02, 71.58),
  city('multan | Multan | ملتان | ', 30.2, 71.47),
  city('rahim-yar-khan | Rahim Yar Khan | رحیم یار خان | ryk', 28.42, 70.3),
]

const TERMS: Readonly<Record<string, readonly string[]>> = {
  fuel: [
    'petrol|Petrol|پیٹرول|',
    'diesel|Diesel|ڈیزل|',
    'cng|CNG|سی این جی|',
    'hybrid|Hybrid|ہائبرڈ|',
    'ev|Electric|الیکٹرک|ev',
  ],
  transmission: ['manual|Manual|مینوئل|mt', 'automatic|Automatic|آٹومیٹک|auto, at, cvt'],
  assembly: ['local|Local|مقامی|', 'imported|Imported|درآمد شدہ|import'],
  body: [
    'sedan|Sedan|سیڈان|',
    'hatchback|Hatchback|ہیچ بیک|',
    'suv|SUV|ایس یو وی|jeep',
    'van|Van|وین|',
    'pickup|Pick Up|پک اپ|',
    'wagon|Station Wagon|سٹیشن ویگن|wagon',
  ],
  condition: ['used|Used|استعمال شدہ|', 'new|New|نئی|zero meter'],
  sellerType: ['individual|Individual|ذاتی|owner', 'dealer|Dealer|ڈیلر|showroom'],
  colour: ['white|White|سفید|', 'black|Black|سیاہ|', 'silver|Silver|سلور|', 'red|Red|سرخ|'],
  feature: [
    'sun-roof|Sun Roof|سن روف|sunroof',
    'rear-camera|Rear Camera|بیک کیمرہ|back camera',
    'air-conditioning|Air Conditioning|ایئر کنڈیشننگ|ac, اے سی',
    'climate-control|Climate Control|کلائمیٹ کنٹرول|auto ac',
  ],
}

export const MARKET_PARTS: readonly (readonly [key: string, part: TaxonomyPart])[] = [
  ...MAKES.map((one) => [`make/${one.slug}`, { kind: 'make', make: one }] as const),
  ['cities', { kind: 'cities', cities: CITIES }],
  ...Object.entries(TERMS).map(
    ([name, rows]) => [`enum/${name}`, { kind: 'terms', name, terms: rows.map(named) }] as const,
  ),
]

export const MARKET: Taxonomy = {
  makes: MAKES,
  cities: CITIES,
  terms: new Map(Object.entries(TERMS).map(([name, rows]) => [name, rows.map(named)])),
}
