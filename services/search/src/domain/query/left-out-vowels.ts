// Names as they stand in text messages: `krchi`, `mltn`, `hnda`. Pure.

const VOWEL = /[aeiou]/g
const MIN_LETTERS = 4

/**
 * Whether `short` is `name` but for vowels inside it, and for one of two equal letters. It has more
 * than two consonants for each vowel that is left: `lina` is a word of its own and no Liana.
 */
export function isWithoutVowels(short: string, name: string): boolean {
  const vowels = short.match(VOWEL)?.length ?? 0
  if (short.length < MIN_LETTERS || short.length - vowels <= 2 * vowels) return false
  let at = 0
  for (const [i, letter] of Array.from(name).entries()) {
    if (letter === short[at]) at += 1
    else if (!'aeiou'.includes(letter) && letter !== name[i - 1]) return false
  }
  return at === short.length && short !== name && short.at(-1) === name.at(-1)
}
