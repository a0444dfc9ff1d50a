// One spelling for many: the same fold is applied to the vocabulary, to what is indexed and to what
// is typed. Pure. Elasticsearch has no ICU plugin here, so Urdu is folded by us; its own arabic and
// persian normalisers then change nothing that matters.
import { formOf } from './spellings.ts'

// Letters that people and keyboards use for one another: Arabic and Urdu yeh, kaf, heh and noon
// ghunna.
const SAME_LETTER = new Map([
  ...Array.from('يىےې', (letter) => [letter, 'ی'] as const),
  ...Array.from('كڪ', (letter) => [letter, 'ک'] as const),
  ...Array.from('ةۃهھەۀۂ', (letter) => [letter, 'ہ'] as const),
  ['ں', 'ن'],
  ['ٱ', 'ا'],
  ['ء', ''],
  ['ـ', ''],
  ["'", ''],
  ['’', ''],
])

const PLAIN = /^[\x20-\x7e]*$/
const ZEROS = [0x06f0, 0x0660]

const asAsciiDigit = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0
  const zero = ZEROS.find((first) => code >= first && code <= first + 9)
  return zero === undefined ? digit : String(code - zero)
}

/**
 * Lower case, accents and vowel marks gone, look-alike Urdu letters made one, digits ASCII.
 * Idempotent; never longer in words.
 */
export function fold(text: string): string {
  // Most words are plain Latin, and every title of every listing comes through here.
  if (PLAIN.test(text)) return text.toLowerCase().replaceAll("'", '')
  const bare = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
  return bare
    .replace(/\p{Nd}/gu, asAsciiDigit)
    .replace(/[^\p{ASCII}]|'/gu, (letter) => SAME_LETTER.get(letter) ?? letter)
}

/** A word as it is matched: folded, and of several Roman spellings the one that stands for all. */
export const wordForm = (word: string): string => formOf(fold(word))

/** The words of some lines as they look once folded. */
export const foldedWords = (...lines: readonly string[]): ReadonlySet<string> =>
  new Set(lines.flatMap((line) => line.split(' ')).map(wordForm))

/** A phrase as folded words. */
export type Phrase = readonly string[]

/** Phrases as they look once folded, those of more words first. */
export const foldedPhrases = (...texts: string[]): readonly Phrase[] =>
  texts.map((text) => text.split(' ').map(wordForm)).sort((a, b) => b.length - a.length)
