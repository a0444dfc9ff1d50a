// Words that turn what stands next to them round: "not automatic", "sasti na ho", "کے علاوہ". Data,
// folded once.
import { foldedPhrases, foldedWords } from './fold.ts'

/** In front of what is not wanted. */
export const NEGATION_BEFORE = foldedPhrases(
  'not',
  'no',
  'non',
  'never',
  'avoid',
  'neither',
  'nor',
  'without',
  'except',
  'except for',
  'excluding',
  'outside',
  'outside of',
  'other than',
  'anything but',
  'any but',
  'dont want',
  'do not want',
  'dont need',
  'dont show',
  'do not show',
  'not want',
  'bina',
  'baghair',
  'siwa',
  'بغیر',
  'بنا',
  'سوائے',
)

/** Behind names that are left out: of several in a row, all. */
export const EXCLUSION_BEHIND = foldedPhrases(
  ...['ke ilawa', 'k ilawa', 'ke siwa', 'k siwa', 'hata ke', 'hata kar', 'chor ke', 'chor kar'],
  ...['se bahar', 'ke bahar', 'کے علاوہ', 'کے سوا', 'ہٹا کر', 'چھوڑ کر', 'سے باہر', 'کے باہر'],
)

const NOT_BEHIND = foldedPhrases(
  'na',
  'na ho',
  'na hui ho',
  'na chali ho',
  'nahi',
  'nahi ho',
  'nahi chahiye',
  'na chahiye',
  'nahi honi chahiye',
  'mat',
  'avoid',
  'avoid karni hai',
  'ke bina',
  'ke baghair',
  'k baghair',
  'نہ',
  'نہ ہو',
  'نہ چلی ہو',
  'نہیں',
  'نہیں ہو',
  'نہیں چاہیے',
  'نہیں چاہئے',
  'مت',
  'کے بغیر',
)

/** Behind what is not wanted. */
export const NEGATION_BEHIND = [...NOT_BEHIND, ...EXCLUSION_BEHIND].toSorted(
  (a, b) => b.length - a.length,
)

/** May stand between a negation and what it turns round. */
export const NEGATION_FILLERS = foldedWords(
  'in a an the any from of show need se سے ki ke ka wali wala wale gari chali chala hui hua',
  'driven model km',
  'rang colour color mein me کی کے کا والی والا والے گاڑی چلی چلا ہوئی ہوا ماڈل رنگ میں',
)
