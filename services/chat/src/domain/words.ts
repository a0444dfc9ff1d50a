// The form in which messages are looked for: the same for a word however it was typed, in Urdu, in
// Latin letters or in any other. Pure.
import { asciiDigits } from '@pk-auto/reading/plain'
import { errors } from './errors.ts'

// Arabic keyboards have other letters for the same ones.
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ي: 'ی', ى: 'ی', ئ: 'ی', ك: 'ک', ة: 'ہ', ه: 'ہ', ھ: 'ہ', ۀ: 'ہ', ؤ: 'و', أ: 'ا', إ: 'ا' },
  ...{ آ: 'ا', ٱ: 'ا' },
}
const MARKS = /[\p{M}\p{Cf}ـ]/gu
const NO_WORDS = /[^\p{L}\p{N}]+/gu

/** Words with one blank between them, without marks; empty when there are none. */
export const wordsOf = (text: string): string =>
  asciiDigits(
    Array.from(text.normalize('NFKC').toLowerCase(), (letter) => LETTERS[letter] ?? letter)
      .join('')
      .normalize('NFD')
      .replace(MARKS, '')
      .normalize('NFC'),
  )
    .replace(NO_WORDS, ' ')
    .trim()

const LONGEST = 100
const MOST_WORDS = 8

/** The words to look for. @throws INVALID_WORDS (invalid) */
export function soughtWords(query: string): readonly string[] {
  const words = query.length > LONGEST ? [] : wordsOf(query).split(' ').slice(0, MOST_WORDS)
  if (words.join('').length < 2) throw errors.INVALID_WORDS()
  return words
}
