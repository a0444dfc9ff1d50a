// Words that turn what stands next to them round: "not automatic", "sasti na ho", "کے علاوہ". Data,
// folded once.
import { foldedPhrases, foldedWords } from './fold.ts'

/** In front of what is not wanted. */
export const NEGATION_BEFORE = foldedPhrases(
  'not',
  'no',
  'non',
  'never',
  'without',
  'except',
  'except for',
  'excluding',
  'other than',
  'anything but',
  'any but',
  'dont want',
  'do not want',
  'dont need',
  'not want',
  'bina',
  'baghair',
  'siwa',
  'بغیر',
  'بنا',
  'سوائے',
)

/** Behind what is not wanted. */
export const NEGATION_BEHIND = foldedPhrases(
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
  'ke ilawa',
  'k ilawa',
  'ke siwa',
  'k siwa',
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
  'کے علاوہ',
  'کے سوا',
  'کے بغیر',
)

/** May stand between a negation and what it turns round. */
export const NEGATION_FILLERS = foldedWords(
  'in a an the any from of ki ke ka wali wala wale gari chali chala hui hua driven model km',
  'rang colour color mein me کی کے کا والی والا والے گاڑی چلی چلا ہوئی ہوا ماڈل رنگ میں',
)
