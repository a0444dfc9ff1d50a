// Cuts what a person typed into words, numbers and the few signs that mean something between
// numbers. Pure.
import { decimals } from '@pk-auto/reading/plain'
import { fold, wordForm } from './words/fold.ts'
import { AMOUNT_ENDS } from './words/amount-words.ts'

export type Token = {
  /** As typed. */
  readonly raw: string
  /** Folded, in the form that stands for its spellings; a number without what groups it. */
  readonly norm: string
  /** The value, when the token is a number. */
  readonly number?: number
  /** Typed without a space after the number before it: `50k`. */
  readonly glued?: true
}

/** More words than this are no search. */
export const MAX_TOKENS = 40

// 2.850.000 and 28.50.000; "1.8.2015" is none.
const POINTS_GROUP = String.raw`\p{Nd}{1,3}(?:\.\p{Nd}{2,3})+\.\p{Nd}{3}(?!\p{Nd})`
// 28 50 000 and 2 850 000; two numbers side by side are two.
const BLANK = String.raw`[ \u00a0\u202f]`
const HUNDREDS = String.raw`\p{Nd}[0٠۰]{2}(?!\p{Nd})`
const BLANKS_GROUP = String.raw`\p{Nd}{1,2}(?:${BLANK}\p{Nd}{2,3})+${BLANK}${HUNDREDS}`
// 2015,25 lac: behind a year a comma stands between two numbers.
const GROUPS = String.raw`\p{Nd}{1,3}(?:[,٬،]\p{Nd}+)+|\p{Nd}+(?:[,٬،]\p{Nd}{3})+(?!\p{Nd})|\p{Nd}+`
const COMMAS_GROUP = String.raw`(?:${GROUPS})(?:[.٫]\p{Nd}+)?`
const NUMBER = `(?:${POINTS_GROUP}|${BLANKS_GROUP}|${COMMAS_GROUP})`
// Glued to the number behind it, as chats and other sites have it: Rs2850000, Rs9 lac. RS6 is a
// car.
const AMOUNT_BEHIND = String.raw`\p{Nd}[\p{Nd},٬،]|${NUMBER}\s*(?:la+[ck]|cr|karor|لاک|کروڑ)`
const UNIT_BEFORE = String.raw`(?:rs|pkr|km|cc|روپے)(?=${AMOUNT_BEHIND})`
// 1cr20lac: what multiplies a number between two.
const SCALE = 'la+[ck]h?s?|crores?|cr|karor|لاکھ|لاک|کروڑ'
const SCALE_BETWEEN = String.raw`(?<=\p{Nd})(?:${SCALE})(?=\p{Nd})`
const WORD = String.raw`[\p{L}\p{M}][\p{L}\p{M}\p{Nd}'’]*`
const DASH = String.raw`[\p{Pd}\u2212/]`
const LESS = '<=?|=<|≤'
const MORE = '>=?|=>|≥'
const SIGN = `${DASH}|${LESS}|${MORE}|[+~]`
const PIECE = new RegExp(`${NUMBER}|${UNIT_BEFORE}|${SCALE_BETWEEN}|${WORD}|${SIGN}`, 'giu')
const IS_SIGN = new RegExp(`^(?:${SIGN})$`, 'u')
/** Each sign in one form. */
const SIGNS = [
  [new RegExp(`^(?:${DASH})$`, 'u'), '-'],
  [new RegExp(`^(?:${LESS})$`, 'u'), '<'],
  [new RegExp(`^(?:${MORE})$`, 'u'), '>'],
] as const
const IS_GROUPED = new RegExp(`^(?:${POINTS_GROUP}|${BLANKS_GROUP})$`, 'u')
// 28,5 lac: what groups digits has three of them behind its last comma.
const DECIMAL_COMMA = /^(\d{1,3}),(\d{1,2})$/
// Two letters behind a number belong to it (11th, 4wd) unless they are a unit.
const SHORT_UNITS = new Set(['k', 'm', 'l', 'cc', 'cr', 'km', 'lk', 'mn', 'سی'])
const WORD_AND_YEAR = /^(\p{L}{3,})((?:19|20)\d{2})(\p{L}{3,})?$/u

/** At most 40 tokens, in order. Signs stay only where they join or open numbers. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  let end = -1
  const written = decimals(text)
  for (const match of written.matchAll(PIECE)) {
    if (tokens.length >= MAX_TOKENS) break
    const [raw] = match
    const touches = match.index === end
    end = match.index + raw.length
    const before = tokens.at(-1)
    if (IS_SIGN.test(raw)) {
      const norm = SIGNS.find(([form]) => form.test(raw))?.[1] ?? raw
      if (isSignHere(norm, before, written.slice(end))) tokens.push({ raw, norm })
    } else if (/^\p{Nd}/u.test(raw)) {
      tokens.push(numberToken(raw, before))
    } else if (touches && before?.number !== undefined) {
      joinOrFollow(tokens, before, raw)
    } else {
      tokens.push(...wordTokens(raw))
    }
  }
  return tokens.filter(({ norm }) => norm !== '').slice(0, MAX_TOKENS)
}

function isSignHere(sign: string, before: Token | undefined, rest: string): boolean {
  const behindAmount =
    before !== undefined && (before.number !== undefined || AMOUNT_ENDS.has(before.norm))
  if (sign === '+') return behindAmount
  return (behindAmount || /[<>~]/.test(sign)) && /^\s*\p{Nd}/u.test(rest)
}

// "0300…" begins a phone number or a plate, and no amount; nor is what ends the phone number.
const PHONE_BEGINS = /^0\d\d/
const PHONE = /^(?:92)?3\d{9}$/
const PHONE_ENDS = /^\d{7}$/

function numberToken(raw: string, before: Token | undefined): Token {
  const written = fold(IS_GROUPED.test(raw) ? raw.replaceAll(/[. \u00a0\u202f]/g, '') : raw)
  const norm = written
    .replaceAll(/[٬،]/gu, ',')
    .replace(DECIMAL_COMMA, '$1.$2')
    .replaceAll(',', '')
    .replace('٫', '.')
  const isPhone =
    PHONE_BEGINS.test(norm) ||
    PHONE.test(norm) ||
    (PHONE_ENDS.test(norm) && PHONE_BEGINS.test(before?.norm ?? ''))
  return isPhone ? { raw, norm } : { raw, norm, number: Number(norm) }
}

/** Behind a year it stands for its era: ۲۰۱۶ء. */
const ERA = 'ء'

// `30lac`, `50k` and `2016model` are two words; `11th` and `4x4` are one.
function joinOrFollow(tokens: Token[], before: Token, raw: string): void {
  const norm = fold(raw)
  if (raw === ERA) return
  // "2k15" is the year 2015.
  if (before.norm === '2' && /^k\d\d$/.test(norm)) {
    tokens[tokens.length - 1] = {
      raw: before.raw + raw,
      norm: `20${norm.slice(1)}`,
      number: Number(`20${norm.slice(1)}`),
    }
    return
  }
  if (SHORT_UNITS.has(norm) || (norm.length >= 3 && !/\d/.test(norm)))
    return void tokens.push({ raw, norm: wordForm(raw), glued: true })
  tokens[tokens.length - 1] = { raw: before.raw + raw, norm: before.norm + norm }
}

function wordTokens(raw: string): Token[] {
  const norm = fold(raw)
  const [, word, year, rest = ''] = WORD_AND_YEAR.exec(norm) ?? []
  if (!word || !year || raw.length !== norm.length) return [{ raw, norm: wordForm(raw) }]
  return [
    { raw: raw.slice(0, word.length), norm: word },
    { raw: raw.slice(word.length, word.length + 4), norm: year, number: Number(year) },
    ...(rest ? wordTokens(raw.slice(word.length + 4)) : []),
  ]
}

/** The key of a phrase: its words without the spaces, so that `hrv`, `hr v` and `HR-V` are one. */
export const phraseKey = (tokens: readonly Token[]): string =>
  tokens.map(({ norm }) => norm).join('')
