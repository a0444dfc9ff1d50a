// Words that filter nothing: fillers, politeness, and the praise every seller writes. Data, folded
// once.
import { CURRENCY, DRIVEN_BEFORE, DRIVEN_BEHIND } from './amount-words.ts'
import { BETWEEN_BEHIND } from './direction-words.ts'
import { foldedPhrases, foldedWords, type Phrase } from './fold.ts'

/** Words that may stand between an amount and its direction. */
export const FILLERS: ReadonlySet<string> = new Set([
  ...CURRENCY,
  ...foldedWords('model models year saal ka ki ke kay k کا کی کے ماڈل سال price qeemat قیمت'),
])

/** Words that mean nothing a search can use. They are dropped wherever they stand alone. */
export const NOISE: ReadonlySet<string> = new Set([
  ...FILLERS,
  ...foldedWords(
    'a an the for in of with and or at on is are i want need buy sale sell selling available',
    'car cars vehicle vehicles any good best near me find show looking to by my',
    'one ek ایک driven chali hui hua chala',
  ),
  ...foldedWords(
    'gari gaari gadi gaadi gaadiyan gariyan gaariyan garian chahiye chahye chahiay chaiye',
    'chaheye chahie mein main mai mn me wali wala walay wale hai hain ho hon koi mujhe mujhay',
    'liye lye liay se say tak par pe aur ya achi acha bikao baraye farokht dikhao',
    'dikhaen',
  ),
  ...foldedWords(
    'گاڑی گاڑیاں گاڑیوں چاہیے چاہئے چاہیئے میں والی والا والے ہے ہیں ہو کوئی مجھے لیے لئے سے',
    'تک پر اور یا برائے فروخت کار کاریں اچھی دکھائیں درکار جو بھی سب بہت بتاؤ بھائی چلی',
  ),
  ...foldedWords(
    'meherbani mehrbani meharbani shukria shukriya please plz bhai yaar yar btao batao you just',
    'sab sb bohat bht buhat bahut meri mera jo bhi',
    'other anything great garian gariyan han hun ki family pehli do you have any',
    'budget demand only pakistan low mileage milage color colour kam rang vali vala wale',
    'walee de do dena بجٹ ڈیمانڈ پاکستان کم رنگ',
  ),
  ...DRIVEN_BEFORE,
  ...DRIVEN_BEHIND,
  ...foldedWords('zyada زیادہ'),
  ...BETWEEN_BEHIND,
  ...foldedWords('- + < > ~ per'),
  // Praise: every seller writes it, no fact of an ad holds it.
  ...foldedWords(
    'urgent urgently genuine condition excellent neat clean family original fresh lush mint',
    'fantastic behtareen zabardast saaf suthri suthra ارجنٹ بہترین صاف ستھری',
  ),
])

/** Of a car that needs little: which fuel it is does not matter. */
const thrift = (fuel: string): readonly string[] => [
  ...['khane', 'khati', 'khaye', 'peene', 'peeti', 'piye', 'leti', 'kharch', 'use'].flatMap(
    (verb) => [`kam ${fuel} ${verb}`, `${fuel} kam ${verb}`],
  ),
  ...['کھانے', 'کھاتی', 'پینے', 'پیتی', 'لیتی', 'خرچ'].flatMap((verb) => [
    ...[`کم ${fuel} ${verb}`, `${fuel} کم ${verb}`],
  ]),
  ...[`little ${fuel} use`, `drinks less ${fuel}`, `uses less ${fuel}`, `less ${fuel} use`],
  ...[`drinks little ${fuel}`, `uses little ${fuel}`, `less ${fuel} consumption`],
  ...[`${fuel} average`, `${fuel} saving`, `${fuel} consumption`, `low ${fuel} consumption`],
]

/**
 * What sellers write of paint, panels and how well a car was looked after: no fact of an ad holds
 * it, so it filters nothing and comes back as set aside. A word of it alone may be a filter.
 */
export const PRAISE: readonly Phrase[] = foldedPhrases(
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
  ...['showroom condition', 'new condition', 'zero meter condition', 'condition like new'],
  ...['like new', 'like brand new', 'bilkul nayi jaisi', 'nayi jaisi', 'new jaisi', 'نئی جیسی'],
  ...['purani shape', 'old shape', 'پرانی شیپ', 'شوروم کنڈیشن'],
  ...['new tyre', 'new tyres', 'tyre new', 'tyres new', 'tyre nayi', 'naye tyre', 'نئے ٹائر'],
  ...['new battery', 'battery new', 'nayi battery', 'نئی بیٹری'],
  ...['petrol', 'diesel', 'پٹرول', 'پیٹرول', 'ڈیزل'].flatMap(thrift),
)
