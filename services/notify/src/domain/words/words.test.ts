// Every kind of news has words in both languages, for one and for many, and a page to lead to.
import { expect, test } from 'vitest'
import { KINDS } from '../news/news.ts'
import { pathOf, sentenceOf } from './words.ts'

const facts = {
  ...{ listing: 'l', price: 2_850_000, was: 3_000_000, count: 3 },
  title: { en: 'Toyota Corolla', ur: 'ٹویوٹا کرولا' },
}

test.for(KINDS)('%s says something in both languages and fits a locked phone', (kind) => {
  for (const lang of ['en', 'ur'] as const)
    for (const known of [facts, {}]) {
      const { title, body } = sentenceOf({ kind, facts: known, events: 2, name: 'Ali' }, lang)
      expect(`${title} ${body}`).not.toMatch(/undefined|NaN|\{/)
      expect(title.length).toBeGreaterThan(2)
      expect(title.length).toBeLessThan(60)
      expect(body.length).toBeLessThan(120)
      expect(/[\u0600-\u06ff]/.test(title + body)).toBe(lang === 'ur')
    }
})

test('prices are grouped as the market groups them', () => {
  const title = (price: number) =>
    sentenceOf({ kind: 'offer-made', facts: { price } }, 'en').title.replace('New offer: ', '')
  expect([900, 45_000, 2_850_000, 12_500_000].map(title)).toEqual([
    ...['Rs 900', 'Rs 45,000', 'Rs 28,50,000', 'Rs 1,25,00,000'],
  ])
})

test('each leads to its own page', () => {
  const path = (kind: (typeof KINDS)[number], more = {}) =>
    pathOf({ kind, facts: { listing: 'l', ...more } })
  expect(path('message', { conversation: 'c' })).toBe('/chat/c')
  expect(path('offer-made', { conversation: 'c' })).toBe('/chat/c')
  expect(path('contact-call')).toBe('/me/leads')
  expect(path('price-dropped')).toBe('/cars/l')
  expect(path('alert-new', { search: 's' })).toBe('/me/alerts/s')
})
