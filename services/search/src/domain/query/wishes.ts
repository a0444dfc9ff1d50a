// What the words that no filter knows wish for: equipment, seats, and plain words. Pure.
import { type Equipment, featuresIn, seatsIn } from './equipment.ts'
import { use, wordsIn } from './phrase-match.ts'
import { tokenise } from './tokens.ts'
import type { Vocabulary } from './vocabulary.ts'
import { wordsOf } from './words/index-words.ts'

/** Equipment with the words that named it, as the index folds them. */
export type WishedEquipment = Equipment & { readonly words: readonly string[] }

export type Wishes = {
  readonly equipment: readonly WishedEquipment[]
  /** All other words, folded. */
  readonly words: readonly string[]
}

/** Reads the text that understanding leaves. */
export function readWishes(text: string, vocabulary: Vocabulary): Wishes {
  const tokens = tokenise(text)
  const words = wordsIn(tokens)
  const rawOf = (start: number, end: number) => tokens.slice(start, end).map(({ raw }) => raw)
  const named = [featuresIn, seatsIn].flatMap((read) => {
    const found = read(words, vocabulary)
    for (const { start, end } of found) use(words, start, end)
    return found
  })
  // What is too long to be cut into words is still searched for.
  const rest =
    named.length > 0 ? tokens.flatMap(({ raw }, at) => (words.used[at] ? [] : raw)) : [text]
  return {
    equipment: named.map(({ start, end, equipment }) => ({
      ...equipment,
      words: wordsOf(rawOf(start, end)),
    })),
    words: wordsOf(rest),
  }
}
