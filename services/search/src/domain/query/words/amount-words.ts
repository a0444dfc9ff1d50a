// The words of amounts in English, Urdu and Roman Urdu: numbers, scales, units and currency.
// Data, folded once.
import { foldedWords } from './fold.ts'

const each = (value: number, words: string) =>
  [...foldedWords(words)].map((word) => [word, value] as const)

/** What one multiplies by, in rupees or kilometres. */
export const SCALES: ReadonlyMap<string, number> = new Map([
  ...each(100_000, 'lac lacs lakh lakhs lk lks laakh lack لاکھ لاکھوں لاک'),
  ...each(10_000_000, 'crore crores cr karor karore caror karod کروڑ کڑوڑ'),
  ...each(1_000_000, 'million millions mn ملین'),
  ...each(1_000, 'hazar hazaar hzar thousand ہزار'),
])

/** Only when typed against the number: `50k` is thousands, `2016 k baad` is a filler. */
export const GLUED_SCALES: ReadonlyMap<string, number> = new Map([
  ['k', 1_000],
  ['m', 1_000_000],
])

export const KILOMETRES = foldedWords(
  'km kms kilometer kilometers kilometre kilometres kilomtr کلومیٹر',
)

export const CUBIC = foldedWords('cc سیسی')

export const LITRES = foldedWords('liter litre liters litres ltr لیٹر')

/** Names of the currency before or behind a number. */
export const CURRENCY = foldedWords('rs pkr rupee rupees rupay rupaye rupaya روپے روپیہ روپئے')

/** Number words; they count only in front of a scale: `dus lac`, never `do`. */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ...each(0.5, 'aadha adha half آدھا'),
  ...each(0.75, 'paun paune pona pone paunay پون پونے'),
  ...each(1, 'ek aik one ایک'),
  ...each(1.25, 'sawa سوا'),
  ...each(1.5, 'dedh derh dairh ڈیڑھ'),
  ...each(2, 'do two دو'),
  ...each(2.5, 'dhai dhaai arhai ڈھائی'),
  ...each(3, 'teen tin three تین'),
  ...each(4, 'char chaar four چار'),
  ...each(5, 'panch paanch five پانچ'),
  ...each(6, 'chay che six چھ'),
  ...each(7, 'saat sat seven سات'),
  ...each(8, 'aath ath eight آٹھ'),
  ...each(9, 'nau no nine نو'),
  ...each(10, 'das dus ten دس'),
  ...each(11, 'gyara eleven گیارہ'),
  ...each(12, 'bara twelve بارہ'),
  ...each(13, 'tera terah thirteen تیرہ'),
  ...each(14, 'chauda chaudah fourteen چودہ'),
  ...each(15, 'pandra pandrah fifteen پندرہ'),
  ...each(16, 'sola solah sixteen سولہ'),
  ...each(17, 'satra satrah seventeen سترہ'),
  ...each(18, 'athara eighteen اٹھارہ'),
  ...each(19, 'unnis unees nineteen انیس'),
  ...each(20, 'bees bis twenty بیس'),
  ...each(21, 'ikkees اکیس'),
  ...each(22, 'bais baees بائیس'),
  ...each(23, 'teis تئیس'),
  ...each(24, 'chaubis چوبیس'),
  ...each(25, 'pachees pachis پچیس'),
  ...each(26, 'chabbis چھبیس'),
  ...each(27, 'sattais ستائیس'),
  ...each(28, 'athais atthais اٹھائیس'),
  ...each(29, 'untees انتیس'),
  ...each(30, 'tees thirty تیس'),
  ...each(32, 'battis بتیس'),
  ...each(35, 'paintees پینتیس'),
  ...each(40, 'chalis chalees forty چالیس'),
  ...each(45, 'paintalis پینتالیس'),
  ...each(50, 'pachas fifty پچاس'),
  ...each(55, 'pachpan پچپن'),
  ...each(60, 'saath sixty ساٹھ'),
  ...each(65, 'painsath پینسٹھ'),
  ...each(70, 'sattar seventy ستر'),
  ...each(75, 'pachhattar pachattar پچھتر'),
  ...each(80, 'assi eighty اسی'),
  ...each(85, 'pachasi پچاسی'),
  ...each(90, 'nawway ninety نوے'),
  ...each(95, 'pachanway پچانوے'),
])

/**
 * Words in front of a number that move it by a part of its scale: `sarhe 18 lac` is 18.5 lac,
 * `paune 20 lac` 19.75.
 */
export const FRACTIONS: ReadonlyMap<string, number> = new Map([
  ...each(0.5, 'sarhe sarhay sarhy saarhe saarhay sadhe sadhay saadhe saday sade ساڑھے ساڑے'),
  ...each(0.25, 'sawa سوا'),
  ...each(-0.25, 'paune pone paunay پونے'),
])

/** Next to one of these a number of two digits is a year: `98 model`. */
export const MODEL_YEAR = foldedWords('model models ماڈل')

/** What an amount may end with: a sign behind it joins or bounds amounts. */
export const AMOUNT_ENDS: ReadonlySet<string> = new Set([
  ...SCALES.keys(),
  ...GLUED_SCALES.keys(),
  ...KILOMETRES,
  ...CUBIC,
  ...LITRES,
  ...CURRENCY,
  'l',
])
