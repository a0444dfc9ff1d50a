// Groups of a number are not reversed by the words around them.
import { expect, test } from 'vitest'
import { isolateNumbers } from './digits.ts'

test.for([
  ['رابطہ 0300 1234567 پر', 'رابطہ \u20660300 1234567\u2069 پر'],
  ['+92 300 123-4567', '\u2066+92 300 123-4567\u2069'],
  ['۰۳۰۰ ۱۲۳۴۵۶۷', '\u2066۰۳۰۰ ۱۲۳۴۵۶۷\u2069'],
  ['Corolla 2016, 1300 cc', 'Corolla 2016, 1300 cc'],
  ['03001234567', '03001234567'],
  ['', ''],
] as const)('the groups of %s stay in their order', ([text, shown]) => {
  expect(isolateNumbers(text)).toBe(shown)
})
