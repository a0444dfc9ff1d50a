// The closed words of the market in English, Urdu and Roman Urdu: amounts, directions, units and fillers. Data, folded once.
import { fold, foldedWords } from './fold.ts'

/** A phrase as folded words. */
export type Phrase = readonly string[]
const phrases = (...texts: string[]): readonly Phrase[] => texts.map((text) => text.split(' ').map(fold)).sort((a, b) => b.length - a.length)

const scale = (factor: number, words: string) => [...foldedWords(words)].map((word) => [word, factor] as const)

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

export const KILOMETRES = foldedWords('km kms kilometer kilometers kilometre kilometres kilomtr کلومیٹر')
export const CUBIC = foldedWords('cc سیسی')
export const LITRES = foldedWords('liter litre liters litres ltr لیٹر')

/** Number words; they count only in front of a scale: `dus lac`, never `do`. */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
  (
    [
      [0.5, 'aadha adha half آدھا'],
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
      [15, 'pandra pandrah fifteen پندرہ'],
      [18, 'athara eighteen اٹھارہ'],
      [20, 'bees bis twenty بیس'],
      [25, 'pachees pachis پچیس'],
      [30, 'tees thirty تیس'],
      [35, 'paintees پینتیس'],
      [40, 'chalis chalees forty چالیس'],
      [45, 'paintalis پینتالیس'],
      [50, 'pachas fifty پچاس'],
      [60, 'saath sixty ساٹھ'],
      [70, 'sattar seventy ستر'],
      [80, 'assi eighty اسی'],
      [90, 'nawway ninety نوے'],
    ] as const
  ).flatMap(([value, words]) => [...foldedWords(words)].map((word) => [word, value] as const)),
)

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
    'kam az kam',
    'kam se kam',
    'کم از کم',
    'کم سے کم',
    '>',
  ),
  around: phrases('around', 'about', 'approx', 'near', 'nearly', 'almost', 'taqreeban', 'takreeban', 'taqriban', 'qareeb', 'تقریباً', '~'),
  between: phrases('between', 'range', 'darmiyan'),
}

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
  around: phrases('qareeb', 'qarib', 'kareeb', 'قریب', 'ke qareeb', 'approx', 'lagbhag', 'taqreeban'),
}

/** Between two amounts. */
export const RANGE = foldedWords('se say to till - tak سے تا')
/** Between two amounts only when `between` opened them. */
export const RANGE_AFTER_BETWEEN = foldedWords('and aur or اور')

/** Money said aloud beside a number. */
export const CURRENCY = foldedWords('rs pkr rupee rupees rupay rupaye rupaya روپے روپیہ روپئے')
/** Words that may stand between an amount and its direction. */
export const FILLERS: ReadonlySet<string> = new Set([...CURRENCY, ...foldedWords('model models year saal ka ki ke kay k کا کی کے ماڈل سال price qeemat قیمت')])

/** Words that say nothing a search can use. They are dropped wherever they stand alone. */
export const NOISE: ReadonlySet<string> = new Set([
  ...FILLERS,
  ...foldedWords(
    'a an the for in of with and or at on is are i want need buy sale sell selling available car cars vehicle vehicles any good best cheap near me please find show looking to by my one driven chali hui hua chala',
  ),
  ...foldedWords(
    'gari gaari gariyan gaariyan garian chahiye chahye chahiay chaiye chaheye chahie mein main mai mn me wali wala walay wale hai hain ho hon koi mujhe mujhay liye lye liay se say tak par pe aur ya sasti achi acha achhi bikao baraye farokht dikhao dikhaen',
  ),
  ...foldedWords(
    'گاڑی گاڑیاں گاڑیوں چاہیے چاہئے چاہیئے میں والی والا والے ہے ہیں ہو کوئی مجھے لیے لئے سے تک پر اور یا برائے فروخت کار کاریں اچھی سستی دکھائیں درکار',
  ),
  ...foldedWords('- + < > ~ per'),
  // Praise: every seller says it, no fact holds it.
  ...foldedWords('urgent urgently genuine condition excellent neat clean family original fresh lush mint fantastic behtareen zabardast ارجنٹ بہترین'),
])

export const REGISTERED = foldedWords('registered registerd register registration reg regd number numbr plate رجسٹرڈ رجسٹریشن نمبر')
export const REGISTERED_IN = foldedWords('registered registerd reg regd registration رجسٹرڈ')
