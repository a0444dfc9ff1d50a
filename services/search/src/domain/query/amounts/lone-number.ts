// A number alone with a car: "corolla 30" asks for one near 30 lac. Pure.
import type { Found } from './amounts.ts'
import { boundsOf, lacs } from './bounds.ts'
import { NOISE } from '../words/filler-words.ts'
import type { Name } from '../names.ts'
import { isFree, use, type Words } from '../phrase-match.ts'
import type { Vocabulary } from '../vocabulary.ts'

/**
 * Read only where it is plausible: a make or model is named, this is the only number left, it lies
 * between 5 and 300 and belongs to no name of that car ("land cruiser 200"), and no unknown word
 * stands next to it ("phase 8", "15 inch"); trims are known words ("corolla gli 30").
 */
export function readLoneNumber(
  words: Words,
  names: readonly Name[],
  { numbers, trims }: Vocabulary,
): Found | undefined {
  const cars = names.flatMap(({ meanings }) =>
    meanings.flatMap((meaning) =>
      'model' in meaning
        ? [`${meaning.make}/${meaning.model}`]
        : 'make' in meaning
          ? [meaning.make]
          : [],
    ),
  )
  const alone = words.tokens.flatMap(({ number }, at) =>
    number !== undefined && isFree(words, at) ? [{ number, at }] : [],
  )
  const [first] = alone
  if (
    cars.length === 0 ||
    !first ||
    alone.length > 1 ||
    cars.some((car) => numbers.get(car)?.has(first.number))
  )
    return undefined
  const isKnown = (at: number) =>
    !isFree(words, at) ||
    NOISE.has(words.tokens[at]?.norm ?? '') ||
    trims.has(words.tokens[at]?.norm ?? '')
  const plain = lacs(first.number)
  if (!plain || !isKnown(first.at - 1) || !isKnown(first.at + 1)) return undefined
  use(words, first.at, first.at + 1)
  return { bounds: boundsOf(plain, undefined), plain, text: words.tokens[first.at]?.raw ?? '' }
}
