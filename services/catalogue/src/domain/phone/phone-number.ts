// Whether a line of text holds a telephone number of Pakistan, however it is written. Pure.
import { CUT, withoutAmounts, withoutCodes } from './car-numbers.ts'
import {
  digitsIn,
  foldLetters,
  isHundred,
  isRoundTen,
  isSpoken,
  repeatsOf,
} from './spoken-digits.ts'

/** Adjacent digits, and whether a plus comes before them. */
type Group = { readonly digits: string; readonly plus: boolean }
type Chain = {
  readonly groups: readonly Group[]
  /** The two words before it. */
  readonly before: readonly string[]
}

const CONTACT = new Set(
  foldLetters(
    `call calls phone ph fone tel contact cell mob mobile number num no nbr whatsapp watsapp wa
    rabta rabita raabta کال فون رابطہ نمبر واٹسایپ موبائل`,
  ).split(/\s+/),
)
const PLATE = new Set(
  foldLetters('chassis chasis chesis frame vin engine file reg چیسس فریم انجن').split(/\s+/),
)

const MOBILE = /^3[0-6]\d/
const AREA = /^0(?:2[12]|4[0-24-9]|5[1-7]|6[1-8]|7[14]|8[16]|91|[2-9]\d\d)$/
const YEAR = /^(?:19|20)\d\d$/

/**
 * True for seven digits or more that read as a number to call: mobiles and landlines with or
 * without their zero or country code, a local number, in any script, spaced, or in words of
 * English, Urdu or Roman Urdu. Years, prices, distances, engines and chassis numbers are none. For
 * one line.
 */
export function holdsPhoneNumber(text: string): boolean {
  const rest = withoutCodes(foldLetters(text))
  return (
    chainsOf(rest).some(({ groups }) => anywhere(groups, isDialled)) ||
    chainsOf(withoutAmounts(rest)).some(isLocal)
  )
}

/** Groups of digits with nothing but blanks and punctuation between them. */
function chainsOf(text: string): Chain[] {
  const chains: Chain[] = []
  let before: string[] = []
  let groups: Group[] = []
  let growing = false
  let repeat = 1
  const end = () => {
    if (groups.length > 0) chains.push({ groups, before: before.slice(-2) })
    groups = []
    growing = false
  }
  for (const { token, plus } of tokensOf(text)) {
    const times = repeatsOf(token)
    const last = groups.at(-1)
    const spoken = digitsIn(token)
    if (times !== undefined) repeat = times
    else if (isHundred(token) && last) {
      groups[groups.length - 1] = { ...last, digits: `${last.digits}00` }
    } else if (spoken === undefined) {
      end()
      before.push(token)
    } else {
      const digits = spoken.repeat(repeat)
      repeat = 1
      const single = isSpoken(token) || digits.length === 1
      if (groups.length === 0) before = before.slice(-2)
      if (last && growing && single && !plus)
        groups[groups.length - 1] = { ...last, digits: joined(last.digits, digits) }
      else groups.push({ digits, plus })
      growing = single
    }
  }
  end()
  return chains
}

/** Units after a round ten belong to it. */
const joined = (before: string, digits: string): string =>
  digits.length === 1 && digits !== '0' && isRoundTen(before.slice(-2)) && before.length % 2 === 0
    ? before.slice(0, -1) + digits
    : before + digits

const TOKEN = new RegExp(`\\+?\\s*[\\p{L}\\p{N}]+|${CUT}`, 'gu')

function* tokensOf(text: string): Generator<{ token: string; plus: boolean }> {
  for (const [match] of text.matchAll(TOKEN)) {
    const token = match.replace(/^\+?\s*/, '')
    const plus = match.startsWith('+')
    // "call0300" is a word and a number; "sv30" is the name of something.
    const isGlued = digitsIn(token) === undefined && /(?:^|\D)0\d{2}|\d{7}/.test(token)
    if (!isGlued) yield { token, plus }
    else for (const [part] of token.matchAll(/\d+|\D+/g)) yield { token: part, plus: false }
  }
}

/** Whether a rule holds for the groups from any of them on. */
const anywhere = (
  groups: readonly Group[],
  rule: (digits: readonly string[], plus: boolean) => boolean,
): boolean =>
  groups.some(({ plus }, at) =>
    rule(
      groups.slice(at).map(({ digits }) => digits),
      plus,
    ),
  )

/** As one dials it from anywhere in the country, or from abroad. */
function isDialled(groups: readonly string[], plus: boolean): boolean {
  const [first = '', second = ''] = groups
  const all = groups.join('')
  if (plus && /^92\d{7}/.test(all)) return true
  if (/^0092\d{5}/.test(all) && /^00(?:92|$)/.test(first)) return true
  if (/^923[0-6]\d{8}/.test(all) && (first.length >= 5 || /^3[0-6]\d(?:\d{7})?$/.test(second)))
    return true
  // A part of a mobile number is enough: the rest is elsewhere.
  if (/^03[0-6]\d/.test(first) && all.length >= 7) return true
  if (/^03[0-6]\d{8}/.test(all) && isSpelledOut(groups)) return true
  if (first === '0' && MOBILE.test(second) && all.length >= 11) return true
  if (/^0[2-9]\d{8,9}$/.test(first)) return true
  if (first === '0800' && isWhole(groups.slice(1), [5])) return true
  return AREA.test(first) && isWhole(groups.slice(1), first.length === 3 ? [7, 8] : [6, 7])
}

/** "03 00 12 34 56 7", "030 012 34567"; but "03 1300 98000" is a City of 2003. */
function isSpelledOut(groups: readonly string[]): boolean {
  const used = upTo(groups, 11)
  if (used === undefined) return false
  const [first = '', second = ''] = used
  if (first.length === 3 || second.startsWith('0') || used.length === 2) return true
  return used.every((group) => group.length <= 3)
}

/** The first groups that are so many digits together, if any are. */
function upTo(groups: readonly string[], length: number): readonly string[] | undefined {
  let digits = 0
  const at = groups.findIndex((group) => (digits += group.length) >= length)
  return digits === length ? groups.slice(0, at + 1) : undefined
}

const isWhole = (groups: readonly string[], lengths: readonly number[]): boolean =>
  lengths.some((length) => upTo(groups, length) !== undefined)

/** Without its zero: what is not a year, a price or a size, or comes with a word like "call". */
function isLocal({ groups, before }: Chain): boolean {
  const isPlate = before.some((word) => PLATE.has(word))
  const called = !isPlate && before.some((word) => CONTACT.has(word))
  const named = isPlate || before.some((word) => /\d/.test(word))
  return anywhere(groups, (rest) => {
    const [first = ''] = rest
    if (first.length >= 10) return !first.endsWith('000')
    if (isBareMobile(rest)) return true
    if (isWholeCountry(rest)) return true
    if (named && !called) return false
    // Prices end in noughts, or in nines to look smaller.
    if (first.length >= 7) return !/(?:00|99)$/.test(first) && !/^(?:(?:19|20)\d\d){2}$/.test(first)
    return called && [7, 8].some((length) => isPlain(upTo(rest, length)))
  })
}

/** "111 222 333": one number for all cities, as firms have it. */
const isWholeCountry = ([first, second, third]: readonly string[]): boolean =>
  first === '111' && second?.length === 3 && third?.length === 3

function isBareMobile(groups: readonly string[]): boolean {
  const used = upTo(groups, 10)
  if (!used || used.length < 2 || !MOBILE.test(used.join('')) || !isPlain(used)) return false
  const [first = '', second = ''] = used
  if (used.every((group) => group.length <= 3)) return true
  // "Land Cruiser 300 2850000" is a car and its price.
  return first.length === 3 && !(second.length === 7 && second.endsWith('000'))
}

const isPlain = (groups: readonly string[] | undefined): boolean =>
  groups !== undefined && !groups.some((group) => YEAR.test(group))
