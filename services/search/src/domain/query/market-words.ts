// The closed words of the market in English, Urdu and Roman Urdu: amounts, directions, units and
// fillers. Data, folded once.
import { fold, foldedWords } from './fold.ts'

/** A phrase as folded words. */
export type Phrase = readonly string[]
const phrases = (...texts: string[]): readonly Phrase[] =>
  texts.map((text) => text.split(' ').map(fold)).sort((a, b) => b.length - a.length)

const scale = (factor: number, words: string) =>
  [...foldedWords(words)].map((word) => [word, factor] as const)

/** What one multiplies by, in rupees or kilometres. */
export const SCALES: ReadonlyMap<string, number> = new Map([
  ...scale(100_000, 'lac lacs lakh lakhs lk lks laakh lack لاکھ لاکھوں لاک'),
  ...scale(10_000_000, 'crore crores cr karor karore caror karod کروڑ کڑوڑ'),
  ...scale(1_000_000, 'million millions mn ملین'),
  ...scale(1_000, 'hazar hazaar hzar thousand ہزار'),
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

/** Number words; they count only in front of a scale: `dus lac`, never `do`. */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
  (
    [
      [0.5, 'aadha adha half آدھا'],
      [0.75, 'paun paune pona pone paunay پون پونے'],
      [1, 'ek aik one ایک'],
      [1.25, 'sawa سوا'],
      [1.5, 'dedh derh dairh ڈیڑھ'],
      [2, 'do two دو'],
      [2.5, 'dhai dhaai arhai ڈھائی'],
      [3, 'teen tin three تین'],
      [4, 'char chaar four چار'],
      [5, 'panch paanch five پانچ'],
      [6, 'chay che six چھ'],
      [7, 'saat sat seven سات'],
      [8, 'aath ath eight آٹھ'],
      [9, 'nau no nine نو'],
      [10, 'das dus ten دس'],
      [11, 'gyara eleven گیارہ'],
      [12, 'bara twelve بارہ'],
      [13, 'tera terah thirteen تیرہ'],
      [14, 'chauda chaudah fourteen چودہ'],
      [15, 'pandra pandrah fifteen پندرہ'],
      [16, 'sola solah sixteen سولہ'],
      [17, 'satra satrah seventeen سترہ'],
      [18, 'athara eighteen اٹھارہ'],
      [19, 'unnis unees nineteen انیس'],
      [20, 'bees bis twenty بیس'],
      [21, 'ikkees اکیس'],
      [22, 'bais baees بائیس'],
      [23, 'teis تئیس'],
      [24, 'chaubis چوبیس'],
      [25, 'pachees pachis پچیس'],
      [26, 'chabbis چھبیس'],
      [27, 'sattais ستائیس'],
      [28, 'athais atthais اٹھائیس'],
      [29, 'untees انتیس'],
      [30, 'tees thirty تیس'],
      [32, 'battis بتیس'],
      [35, 'paintees پینتیس'],
      [40, 'chalis chalees forty چالیس'],
      [45, 'paintalis پینتالیس'],
      [50, 'pachas fifty پچاس'],
      [55, 'pachpan پچپن'],
      [60, 'saath sixty ساٹھ'],
      [65, 'painsath پینسٹھ'],
      [70, 'sattar seventy ستر'],
      [75, 'pachhattar pachattar پچھتر'],
      [80, 'assi eighty اسی'],
      [85, 'pachasi پچاسی'],
      [90, 'nawway ninety نوے'],
      [95, 'pachanway پچانوے'],
    ] as const
  ).flatMap(([value, words]) => [...foldedWords(words)].map((word) => [word, value] as const)),
)

/**
 * Words in front of a number that move it by a part of its scale: `sarhe 18 lac` is 18.5 lac,
 * `paune 20 lac` 19.75.
 */
export const FRACTIONS: ReadonlyMap<string, number> = new Map([
  ...scale(0.5, 'sarhe sarhay sarhy saarhe saarhay sadhe sadhay saadhe saday sade ساڑھے ساڑے'),
  ...scale(0.25, 'sawa سوا'),
  ...scale(-0.25, 'paune pone paunay پونے'),
])

export type Direction = 'to' | 'from' | 'around' | 'between'

/** Words in front of an amount. */
export const BEFORE: Readonly<Record<Direction, readonly Phrase[]>> = {
  to: phrases(
    'under',
    'below',
    'upto',
    'up to',
    'max',
    'maximum',
    'within',
    'less than',
    'lower than',
    'not more than',
    'no more than',
    'cheaper than',
    'older than',
    'budget',
    'before',
    'till',
    'until',
    'se kam',
    'zyada se zyada',
    'ziada se ziada',
    'بجٹ',
    'زیادہ سے زیادہ',
    '<',
  ),
  from: phrases(
    'above',
    'over',
    'more than',
    'greater than',
    'min',
    'minimum',
    'at least',
    'after',
    'since',
    'from',
    'starting',
    'newer than',
    'no older than',
    'not older than',
    'kam az kam',
    'kam se kam',
    'کم از کم',
    'کم سے کم',
    '>',
  ),
  around: phrases(
    'around',
    'about',
    'approx',
    'near',
    'nearly',
    'almost',
    'taqreeban',
    'takreeban',
    'taqriban',
    'qareeb',
    'تقریباً',
    '~',
  ),
  between: phrases('between', 'range', 'darmiyan'),
}

/**
 * What sellers say of paint and panels: no fact of an ad holds it, so it filters nothing and is
 * said to be set aside.
 */
export const PRAISE: readonly Phrase[] = phrases(
  'genuine paint',
  'paint genuine',
  'original paint',
  'total genuine',
  'total genuine paint',
  'full genuine',
  'janwan paint',
  'bumper to bumper',
  'bumper to bumper genuine',
  'bumper to bumper original',
  'bumper to bumper genuine paint',
  'جینوئن پینٹ',
  'ٹوٹل جینوئن',
  'بمپر ٹو بمپر',
  'بمپر ٹو بمپر جینوئن',
)

/** Words behind an amount. */
export const AFTER: Readonly<Record<'to' | 'from' | 'around', readonly Phrase[]>> = {
  to: phrases(
    'tak',
    'talak',
    'tk',
    'تک',
    'max',
    'or less',
    'or below',
    'and below',
    'se kam',
    'say kam',
    'se neeche',
    'se niche',
    'se neechay',
    'say neechay',
    'سے کم',
    'سے نیچے',
    'andar',
    'andr',
    'اندر',
    'se pehle',
    'se pehlay',
    'say pehle',
    'سے پہلے',
    'pehle',
    'se phele',
    'say phele',
    'se pehly',
    'say pehly',
    'or older',
    'and older',
  ),
  from: phrases(
    'se zyada',
    'se ziada',
    'se zayada',
    'se ziyada',
    'say zyada',
    'se upar',
    'se uper',
    'se oopar',
    'say upar',
    'say uper',
    'upar',
    'uper',
    'سے زیادہ',
    'سے اوپر',
    'اوپر',
    'baad',
    'bad',
    'bād',
    'بعد',
    'سے بعد',
    'se baad',
    'se aage',
    'say aage',
    'aage',
    'سے آگے',
    'onward',
    'onwards',
    'plus',
    'and above',
    'or above',
    'or more',
    'or newer',
    'and newer',
    '+',
    'min',
  ),
  around: phrases(
    'qareeb',
    'qarib',
    'kareeb',
    'قریب',
    'ke qareeb',
    'approx',
    'lagbhag',
    'taqreeban',
    'aas paas',
    'aas pas',
    'as pas',
    'آس پاس',
  ),
}

/** Between two amounts. */
export const RANGE = foldedWords('se say to till - tak سے تا')
/** Between two amounts only when `between` opened them or a word of BETWEEN_BEHIND closes them. */
export const RANGE_AFTER_BETWEEN = foldedWords('and aur or اور')
export const BETWEEN_BEHIND = foldedWords('darmiyan darmian beech bich درمیان بیچ')

/** Money said aloud beside a number. */
export const CURRENCY = foldedWords('rs pkr rupee rupees rupay rupaye rupaya روپے روپیہ روپئے')
/** Words that may stand between an amount and its direction. */
export const FILLERS: ReadonlySet<string> = new Set([
  ...CURRENCY,
  ...foldedWords('model models year saal ka ki ke kay k کا کی کے ماڈل سال price qeemat قیمت'),
])

/** Beside one of these a number of two digits is a year: `98 model`. */
export const MODEL_YEAR = foldedWords('model models ماڈل')

/** Behind a name that is a street: `Bosan Road` is no misspelt Bolan. */
export const ROAD_WORDS = foldedWords('road rd chowk روڈ چوک')

/** Words that say nothing a search can use. They are dropped wherever they stand alone. */
export const NOISE: ReadonlySet<string> = new Set([
  ...FILLERS,
  ...foldedWords(
    'a an the for in of with and or at on is are i want need buy sale sell selling available car cars vehicle vehicles any good best cheap near me please find show looking to by my one driven chali hui hua chala',
  ),
  ...foldedWords(
    'gari gaari gadi gaadi gaadiyan gariyan gaariyan garian chahiye chahye chahiay chaiye chaheye chahie mein main mai mn me wali wala walay wale hai hain ho hon koi mujhe mujhay liye lye liay se say tak par pe aur ya sasti achi acha achhi bikao baraye farokht dikhao dikhaen',
  ),
  ...foldedWords(
    'گاڑی گاڑیاں گاڑیوں چاہیے چاہئے چاہیئے میں والی والا والے ہے ہیں ہو کوئی مجھے لیے لئے سے تک پر اور یا برائے فروخت کار کاریں اچھی سستی دکھائیں درکار',
  ),
  ...foldedWords(
    'budget demand only pakistan low mileage milage color colour kam rang vali vala wale walee de do dena بجٹ ڈیمانڈ پاکستان کم رنگ',
  ),
  ...BETWEEN_BEHIND,
  ...foldedWords('- + < > ~ per'),
  // Praise: every seller says it, no fact holds it.
  ...foldedWords(
    'urgent urgently genuine condition excellent neat clean family original fresh lush mint fantastic behtareen zabardast saaf suthri suthra ارجنٹ بہترین صاف ستھری',
  ),
])

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

export const REGISTERED = foldedWords(
  'registered registerd register registration reg regd number numbr plate رجسٹرڈ رجسٹریشن نمبر',
)
export const REGISTERED_IN = foldedWords('registered registerd reg regd registration رجسٹرڈ')
