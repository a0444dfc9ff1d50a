// Words next to the name of a place: of roads, and of plates registered there. Data, folded once.
import { foldedWords } from './fold.ts'

/** Behind the name of a road: `Bosan Road` is no misspelt Bolan. */
export const ROAD = foldedWords('road rd chowk روڈ چوک')

export const REGISTERED = foldedWords(
  'registered registerd register registration reg regd number numbr plate رجسٹرڈ رجسٹریشن نمبر',
  'nambar nmbr numbar plates plat پلیٹ',
)

export const REGISTERED_IN = foldedWords('registered registerd reg regd registration رجسٹرڈ')

/** Behind a place whose number, named before it, a car has: "number lahore ka". */
export const OF = foldedWords('ka ki ke kay ky wala wali کا کی کے والا والی')
