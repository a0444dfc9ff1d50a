// How old a car may be: "5 saal se zyada purani na ho", "less than 5 years old". Pure.
import { negationBehind } from '../negation.ts'
import { phraseAt, phraseBefore, typed, use, wordAt, type Words } from '../phrase-match.ts'
import { foldedPhrases, foldedWords } from '../words/fold.ts'
import { NUMBER_WORDS } from '../words/number-words.ts'
import type { Found } from './amounts.ts'

const YEARS = foldedWords('saal saalon sal year years yr yrs سال سالوں')
const OLD = foldedWords('old purani purana purane پرانی پرانا پرانے')
/** Years; nobody asks for an older car by its age. */
const MOST_AGE = 40

const OLDER_BEFORE = foldedPhrases('more than', 'over', 'above', 'at least')
const YOUNGER_BEFORE = foldedPhrases(
  ...['less than', 'under', 'below', 'max', 'maximum', 'within', 'upto', 'up to'],
)
const OLDER_THAN = foldedPhrases('older than')
const NOT = foldedPhrases('not', 'no')
const OLDER_BEHIND = foldedPhrases('se zyada', 'se upar', 'سے زیادہ', 'سے اوپر')
const THAN = foldedPhrases('se', 'سے')
const YOUNGER_BEHIND = foldedPhrases('se kam', 'tak', 'سے کم', 'تک')

/** Crosses out every age it reads; an age without a direction is the most that is meant. */
export function readAges(words: Words, thisYear: number): Found[] {
  return words.tokens.flatMap((_, at) => {
    const found = ageAt(words, at)
    if (!found) return []
    const { start, end, age, isLeast } = found
    use(words, start, end)
    const year = thisYear - age
    const bounds = isLeast ? { yearTo: year } : { yearFrom: year }
    return [{ bounds, text: typed(words, start, end) }]
  })
}

function ageAt(words: Words, at: number) {
  const age = words.tokens[at]?.number ?? NUMBER_WORDS.get(wordAt(words, at) ?? '')
  if (
    wordAt(words, at) === undefined ||
    age === undefined ||
    !YEARS.has(wordAt(words, at + 1) ?? '')
  )
    return undefined
  if (!Number.isInteger(age) || age < 1 || age > MOST_AGE) return undefined
  const [more, less] = [OLDER_BEHIND, YOUNGER_BEHIND].map((all) => phraseAt(words, at + 2, all))
  // "5 saal se purani"
  const than = more || less ? 0 : phraseAt(words, at + 2, THAN)
  const behind = at + 2 + (more || less || than)
  const isOld = OLD.has(wordAt(words, behind) ?? '')
  const older = phraseBefore(words, at, OLDER_THAN)
  if (!isOld && older === 0) return undefined
  const over = older || phraseBefore(words, at, OLDER_BEFORE)
  const under = phraseBefore(words, at, YOUNGER_BEFORE)
  const before = at - (over || under)
  const not = phraseBefore(words, before, NOT)
  const last = isOld ? behind + 1 : at + 2
  const turned = negationBehind(words, last)
  const isMore = over > 0 || (more ?? 0) > 0 || than > 0
  const isLess = under > 0 || (less ?? 0) > 0
  const isTurned = not > 0 || turned !== undefined
  return { age, start: before - not, end: turned ?? last, isLeast: isTurned ? isLess : isMore }
}
