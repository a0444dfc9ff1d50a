// What is private, as it is found in any text: mobile numbers, codes that were sent, tokens.

export type Needle = { readonly what: string; readonly pattern: RegExp }

/** Where nothing private may stand: the name of the place, and what stands there. */
export type Place = { readonly place: string; readonly text: string }

/** What people put between the digits of a number, ` - ` at most. */
const BETWEEN = String.raw`[\p{Zs}\p{Pd}.()/\u2212]{0,3}`
/**
 * Seven digits in groups of two or more. A group of one, or an eighth digit, is part of something
 * else: an identity card, a time, a price with a fraction.
 */
const SEVEN = String.raw`(?=(?:${BETWEEN}\d){7}(?!\.?\d))(?:${BETWEEN}\d{2,7}){1,3}(?!\.?\d)`
const ABROAD = String.raw`(?:(?:\+|00)92${BETWEEN}0?${BETWEEN}|92[\p{Zs}-]?)`
/** Inside of a word, of a number and behind a decimal point there is no beginning. */
const BEGINNING = String.raw`(?<![\dA-Za-z]|\d\.)`

export const ALWAYS: readonly Needle[] = [
  {
    what: 'a mobile number',
    pattern: new RegExp(String.raw`${BEGINNING}(?:${ABROAD}|0)3\d{2}${SEVEN}`, 'u'),
  },
  { what: 'a token', pattern: /eyJ[\w-]{8,}\.eyJ[\w-]{8,}\./ },
  { what: 'a sealed session', pattern: /Fe26\.2\*\*?[\w*-]{16,}/ },
]

/**
 * As a field of its own: quoted in a log line, or a text of six bytes in protobuf. Six digits
 * inside a longer number mean nothing.
 */
// eslint-disable-next-line no-control-regex -- the length byte of protobuf before a text of six
export const codeNeedle = (codes: readonly string[]): Needle[] =>
  codes.length === 0
    ? []
    : [
        {
          what: 'a code that was sent',
          pattern: new RegExp(`(?:["'=: ]|\\x06)(?:${codes.join('|')})(?![\\d.])`),
        },
      ]

// The digits of an id are nobody's number: among a hundred thousand ads some ids end like one, and
// among as many events some spans begin like one.
const ID = new RegExp(
  [
    '[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}',
    '00-[\\da-f]{32}-[\\da-f]{16}',
    '"(?:trace|span)_id":"[\\da-f]+"',
  ].join('|'),
  'g',
)

// Arabic and Persian digits, and marks of direction that come along with what is pasted.
const FOREIGN = /[\u0660-\u0669\u06F0-\u06F9]/g
const UNSEEN = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g

/** The text with its digits as ASCII, and without what nobody sees. */
const folded = (text: string): string =>
  text
    .replaceAll(FOREIGN, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replaceAll(UNSEEN, '')
    .replaceAll('%2B', '+')
    .replaceAll('%20', ' ')

/** One line per place and kind of finding; the finding itself is never repeated. */
export function search(places: Iterable<Place>, needles: readonly Needle[] = ALWAYS): string[] {
  const found: string[] = []
  for (const { place, text } of places) {
    const rest = folded(text).replaceAll(ID, '·')
    for (const { what, pattern } of needles)
      if (pattern.test(rest)) found.push(`${place} holds ${what}`)
  }
  return found
}

/**
 * Texts inside protobuf stand in its bytes as they are; whatever is no UTF-8 around them becomes
 * U+FFFD and takes no letter of theirs along.
 */
export const textOf = (bytes: Uint8Array | readonly number[]): string =>
  Buffer.from(bytes).toString('utf8')
