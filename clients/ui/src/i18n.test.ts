// Proves that both languages have every message with the same slots, and that slots are filled.
import { expect, test } from 'vitest'
import { en } from './i18n/en.ts'
import { ur } from './i18n/ur.ts'
import { messagesUnder, translator } from './i18n.ts'

const isMessageKey = (text: string): text is keyof typeof en => Object.hasOwn(en, text)

const slots = (message: string): string[] =>
  [...message.matchAll(/\{\w+\}/g)].map((match) => match[0]).toSorted()

test('every key is in both languages', () => {
  expect(Object.keys(ur).toSorted()).toEqual(Object.keys(en).toSorted())
})

test.each(Object.keys(en).filter(isMessageKey))(
  '%s exists in both languages with the same slots',
  (key) => {
    expect(en[key].trim()).not.toBe('')
    expect(ur[key].trim()).not.toBe('')
    expect(slots(ur[key])).toEqual(slots(en[key]))
  },
)

test('Urdu sentences are in Urdu script', () => {
  const latin = ['nav.other', 'nav.other.short', 'footer.site', 'account.lang.en']
  for (const key of Object.keys(ur).filter(isMessageKey))
    if (!latin.includes(key)) expect(ur[key], key).toMatch(/[\u0600-\u06FF]/)
})

// A blank between the two halves of a number is a word's end: in an Urdu line the second half then
// stands first, and in any line the number may be broken.
test('a number in a sentence is one: no breaking blank stands between its digits', () => {
  for (const words of [en, ur])
    for (const [key, text] of Object.entries(words))
      expect(text, key).not.toMatch(/[\p{Nd}] [\p{Nd}]/u)
})

test('a message is filled in, and an unfilled slot stays visible', () => {
  expect(translator('en')('results.total.other', { total: 12 })).toBe('12 cars')
  expect(translator('en')('results.total.other')).toBe('{total} cars')
})

test('an island is sent only the messages it asked for', () => {
  const sent = messagesUnder('ur', ['login.'])
  expect(Object.keys(sent).every((key) => key.startsWith('login.'))).toBe(true)
  expect(sent['login.title']).toBe(ur['login.title'])
})
