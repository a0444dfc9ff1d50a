// What people may write for others to read, and what would show something else than it holds.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textFault, tidyText, type Lines } from './readable-text.ts'

const fault = (text: string, lines: Lines = 'one') => textFault(tidyText(text), lines)?.code

test.each([
  ['Toyota Corolla GLi 2016, first owner'],
  ['ٹویوٹا کرولا ۲۰۱۶ — پہلا مالک'],
  ['عائشہ\u200cخان'],
  ['مُحَمَّدٌ'],
  ['می\u200cروم'],
  ['Nguyễn Thị Ánh'],
  ['Bohat achi gari 👍🏽 ❤️ 1️⃣ 👨‍👩‍👧'],
  ['Rs 28,50,000/- (final)'],
  ['؁۲۰۱۶'],
  ['!!!'],
])('%s can be read, and is kept as it is', (text) =>
  expect([fault(text), tidyText(text)]).toEqual([undefined, text]),
)

test.each([
  ['only zero-width spaces', '\u200b\u200b', 'TEXT_EMPTY'],
  ['only joiners', '\u200d\u200c\u200d', 'TEXT_EMPTY'],
  ['only direction marks', '\u200e\u200f', 'TEXT_EMPTY'],
  ['nothing', ' ', 'TEXT_EMPTY'],
  ['only a letter without a shape', '\u3164', 'TEXT_EMPTY'],
  ['only the blank of Braille', '\u2800', 'TEXT_EMPTY'],
  ['only marks', '\u064e\u0651', 'TEXT_EMPTY'],
  ['half a character', 'Car \ud83d', 'TEXT_UNREADABLE'],
  ['what is left of half a character after a wire', 'Car \ufffd', 'TEXT_UNREADABLE'],
  ['a NUL', 'Car\u0000', 'TEXT_UNREADABLE'],
  ['a private character', 'Car \ue000', 'TEXT_UNREADABLE'],
  ['two lines', 'Corolla\nMehran', 'TEXT_LINES'],
  ['a tab', 'Corolla\tMehran', 'TEXT_LINES'],
  ['a line separator', 'Corolla\u2028Mehran', 'TEXT_LINES'],
  ['a wall of marks', `Z${'\u0301'.repeat(40)}algo`, 'TEXT_MARKS'],
])('one line with %s is refused', (_what, text, code) => expect(fault(text)).toBe(code))

test('many lines may have line ends and tabs, and no more than that', () => {
  expect(fault('first owner\r\n\tno dents\u2028bas', 'many')).toBeUndefined()
  expect(tidyText('a\r\nb\rc\u2028d')).toBe('a\nb\nc\nd')
})

test.each([
  ['a right-to-left override', 'Ali\u202egnp.exe', 'Alignp.exe'],
  ['an embedding around a number', 'call \u202a0300\u202c now', 'call 0300 now'],
  ['an embedding that is left open', 'Ali\u202b Khan', 'Ali Khan'],
  ['an isolate', '\u2067Ali\u2069', 'Ali'],
  ['an Arabic letter mark', 'Ali\u061c Khan', 'Ali Khan'],
  ['a soft hyphen', 'Cor\u00adolla', 'Corolla'],
  ['a byte order mark', '\ufeffCor\ufeffolla', 'Corolla'],
  ['a zero-width space', 'Cor\u200bolla', 'Corolla'],
  ['a word in tags', 'Car\u{e0041}\u{e0042}', 'Car'],
  ['a joiner behind one of them', 'م\u200b\u200cی', 'م\u200cی'],
])('%s is taken out, and refused where it was not', (_what, pasted, text) => {
  expect([tidyText(pasted), fault(pasted)]).toEqual([text, undefined])
  expect(textFault(pasted, 'one')?.code).toBe('TEXT_HIDDEN')
})

test('marks of direction and joiners that join nothing go, and one joiner of several stays', () => {
  expect(tidyText(' \u200eCorolla\u200f 2016\u200c ')).toBe('Corolla 2016')
  expect(tidyText('می\u200c\u200c\u200dروم')).toBe('می\u200cروم')
})

const nasty = fc.constantFrom(
  '\u200b',
  '\u200c',
  '\u200d',
  '\u200e',
  '\u202e',
  '\u2066',
  '\u0301',
  '\u0651',
  '\n',
  ' ',
  '\ud800',
  '\u3164',
  'ا',
  'a',
  '👍',
)
const text = fc
  .array(fc.oneof(nasty, fc.string({ unit: 'binary' })), { maxLength: 12 })
  .map((parts) => parts.join(''))

test('accepted text is well formed, visible, of one direction, and tidied once', () => {
  fc.assert(
    fc.property(text, fc.constantFrom<Lines>('one', 'many'), (typed, lines) => {
      const tidy = tidyText(typed)
      expect(tidyText(tidy)).toBe(tidy)
      if (textFault(tidy, lines)) return
      expect(tidy.isWellFormed()).toBe(true)
      expect(tidy).toMatch(/[\p{L}\p{N}\p{P}\p{S}]/u)
      expect(tidy).not.toMatch(
        /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{M}{4}/u,
      )
      expect(lines === 'many' || !/[\n\r\u2028\u2029]/.test(tidy)).toBe(true)
    }),
  )
})
