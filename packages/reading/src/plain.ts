// Typed and pasted text in one plain form: what keyboards, chats and web pages put around and
// between the characters is gone. Every reader begins here.

/** The zeros of the market's scripts beside ASCII: Arabic-Indic, Urdu, Devanagari. */
const ZEROS = [0x0660, 0x06f0, 0x0966]

const asciiDigit = (digit: string): string => {
  const code = digit.charCodeAt(0)
  return String(code - (ZEROS.findLast((zero) => zero <= code) ?? code))
}

/**
 * Urdu, Arabic-Indic and Devanagari digits as ASCII; every other character stays, and so does the
 * length.
 */
export const asciiDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g, asciiDigit)

const FRACTIONS: Readonly<Record<string, string>> = { '¼': '.25', '½': '.5', '¾': '.75' }

/** `28½`, as keyboards offer it: 28.5. */
export const decimals = (text: string): string =>
  text.replace(
    /(\p{Nd}?) ?([¼½¾])/gu,
    (_found, digit: string, part: string) => `${digit || '0'}${FRACTIONS[part] ?? ''}`,
  )

/**
 * ASCII digits, separators and dashes; full-width forms and ligatures as their letters; no
 * invisible characters, no vowel marks; single blanks, none at the ends. Idempotent.
 */
export const plainText = (typed: string): string =>
  asciiDigits(
    decimals(typed)
      .normalize('NFKC')
      .replace(/[\p{Cf}\p{M}]/gu, '')
      .normalize('NFKC'),
  )
    .replace(/\u066b/g, '.')
    .replace(/[\u066c\u060c\u3001]/g, ',')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\s+/g, ' ')
    .trim()

// Keyboards write kaf, yeh and heh in Arabic or Urdu code points.
const LETTERS: Readonly<Record<string, string>> = { ك: 'ک', ي: 'ی', ى: 'ی', ہ: 'ه', ھ: 'ه', ۃ: 'ه' }

/**
 * Plain text for finding words in: lower case, one spelling of each Urdu letter, no points behind
 * letters (`Rs.`, `c.c.`).
 */
export const plainWords = (typed: string): string =>
  plainText(typed)
    .toLowerCase()
    .replace(/[كيىہھۃ]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/(?<=\p{L})\./gu, '')

/** Nobody types a longer number, and a longer text is not searched for one. */
export const LONGEST_TYPED = 80
