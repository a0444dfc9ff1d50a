// Checks the reader against a file of real Roman Urdu spellings (`variant,standard`): is every
// spelling of a market word read as that word, and is no ordinary word taken for a filter?
import { featuresIn } from '../../src/domain/query/equipment.ts'
import { wordsIn } from '../../src/domain/query/phrase-match.ts'
import { tokenise } from '../../src/domain/query/tokens.ts'
import { understand } from '../../src/domain/query/understand.ts'
import { type Vocabulary, vocabularyOf } from '../../src/domain/query/vocabulary.ts'
import { SCALES } from '../../src/domain/query/words/amount-words.ts'
import { AFTER, BEFORE } from '../../src/domain/query/words/direction-words.ts'
import { NOISE } from '../../src/domain/query/words/filler-words.ts'
import { wordForm } from '../../src/domain/query/words/fold.ts'
import { NEGATION_BEFORE, NEGATION_BEHIND } from '../../src/domain/query/words/negation-words.ts'
import { FRACTIONS, NUMBER_WORDS } from '../../src/domain/query/words/number-words.ts'
import { SORT_WORDS } from '../../src/domain/query/words/sort-words.ts'
import { readTaxonomyFiles } from '../market/taxonomy-files.ts'
import { THIS_YEAR } from './reader.ts'

export type SpellingCheck = {
  readonly spellings: number
  /** Spellings of words the reader knows, and those of them that it reads as that word. */
  readonly ofMarket: number
  readonly right: number
  /** `spelling (word)` of the others. */
  readonly missed: readonly string[]
  /** `spelling → filters` of ordinary words that are taken for filters. */
  readonly mistaken: readonly string[]
}

/** @throws Error for a file that does not begin with `variant,standard` */
export function checkSpellings(csv: string): SpellingCheck {
  const [header, ...rows] = csv.trim().split(/\r?\n/)
  if (header !== 'variant,standard') throw new Error('the file must begin with variant,standard')
  const vocabulary = vocabularyOf(readTaxonomyFiles())
  const pairs = rows.map((row) => row.split(',') as [string, string])
  const missed: string[] = []
  const mistaken: string[] = []
  let ofMarket = 0
  for (const [variant, standard] of pairs) {
    const known = vocabulary.phrases.has(wordForm(standard))
    const meant = kindOf(standard, vocabulary, known)
    if (meant === undefined) {
      const { terms } = understand(variant, vocabulary, THIS_YEAR)
      if (Object.keys(terms).length > 0)
        mistaken.push(`${variant} (${standard}) → ${JSON.stringify(terms)}`)
      continue
    }
    ofMarket += 1
    if (kindOf(variant, vocabulary, true) !== meant) missed.push(`${variant} (${standard})`)
  }
  const right = ofMarket - missed.length
  return { spellings: pairs.length, ofMarket, right, missed, mistaken }
}

const PHRASES = [
  ...Object.values(BEFORE).flat(),
  ...Object.values(AFTER).flat(),
  ...NEGATION_BEFORE,
  ...NEGATION_BEHIND,
  ...SORT_WORDS.flatMap(([, phrases]) => phrases),
]
const IN_PHRASES: ReadonlySet<string> = new Set(PHRASES.flat())

/** What the reader takes one word for; nothing for an ordinary word. */
function kindOf(word: string, vocabulary: Vocabulary, mayBeName: boolean): string | undefined {
  const form = wordForm(word)
  const value = NUMBER_WORDS.get(form) ?? FRACTIONS.get(form) ?? SCALES.get(form)
  if (value !== undefined) return `number ${value}`
  if (IN_PHRASES.has(form)) return `word ${form}`
  const { terms } = understand(word, vocabulary, THIS_YEAR)
  if (mayBeName && Object.keys(terms).length > 0) return `name ${JSON.stringify(terms)}`
  const [feature] = featuresIn(wordsIn(tokenise(word)), vocabulary)
  if (feature) return `feature ${feature.equipment.value}`
  return NOISE.has(form) ? 'filler' : undefined
}
