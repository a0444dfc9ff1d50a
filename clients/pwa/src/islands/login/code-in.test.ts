// Proves that people may paste whatever they have copied.
import { expect, test } from 'vitest'
import { codeIn } from './code-in.ts'

test('six digits alone, in any script and with any gaps, are the code', () => {
  for (const typed of ['002506', '002 506', '00-25-06', '۰۰۲۵۰۶', '٠٠٢٥٠٦', '\u2066002506\u2069'])
    expect(codeIn(typed)).toBe('002506')
})

test('while somebody types, what is there so far', () => {
  expect(['', '0', '00250', '0025067'].map(codeIn)).toEqual(['', '0', '00250', '002506'])
})

test('the whole message is as good as its code', () => {
  for (const pasted of [
    '<#> Automart 002506 is your code. It works for 5 minutes.',
    '002506 is your Automart code. It works for 5 minutes.\n\n@automart.pk #002506',
    '\u2066002506\u2069 آپ کا آٹو مارٹ کوڈ ہے۔ یہ 5 منٹ تک کارآمد ہے۔',
    'آپ کا کوڈ ۰۰۲۵۰۶ ہے',
    'Code:002506.',
  ])
    expect(codeIn(pasted)).toBe('002506')
})

test('a longer number in the message is not taken for the code', () => {
  expect(codeIn('From 03001234567: code 002506')).toBe('002506')
  expect(codeIn('Order 123456, automart\n@automart.pk #002506')).toBe('002506')
})
