// A code can be read and understood by ear in both languages.
import { expect, test } from 'vitest'
import { CHANNELS, LANGS } from './message.ts'
import { wordsOf } from './wording.ts'

const HOST = 'automart.pk'
const otp = { name: 'otp', code: '004217', minutes: 5 } as const

test('a written message starts with the code, whole, and states how long it works', () => {
  for (const lang of LANGS) {
    const text = wordsOf(otp, lang, 'sms', HOST)
    expect(text.replace(/^\u2066/, '').startsWith('004217')).toBe(true)
    expect(text).toContain('5')
  }
})

test('an English message fits one SMS', () => {
  expect(wordsOf(otp, 'en', 'sms', HOST).length).toBeLessThanOrEqual(160)
})

test('an Urdu message fits two SMS', () => {
  // 67 characters of UCS-2 each.
  expect(wordsOf(otp, 'ur', 'sms', HOST).length).toBeLessThanOrEqual(134)
})

test('an SMS ends with the line by which the browser of this site finds the code', () => {
  for (const lang of LANGS) {
    expect(wordsOf(otp, lang, 'sms', HOST).split('\n').at(-1)).toBe('@automart.pk #004217')
    expect(wordsOf(otp, lang, 'whatsapp', HOST)).not.toContain('@')
  }
})

test('a call speaks the digits one by one, twice', () => {
  expect(wordsOf(otp, 'en', 'call', HOST).match(/0, 0, 4, 2, 1, 7/g)).toHaveLength(2)
  expect(wordsOf(otp, 'ur', 'call', HOST).match(/0، 0، 4، 2، 1، 7/g)).toHaveLength(2)
})

test('every way exists in every language', () => {
  for (const lang of LANGS)
    for (const channel of CHANNELS) expect(wordsOf(otp, lang, channel, HOST)).not.toBe('')
})
