// Proves that offers are said in the market's words, in both languages.
import { translator } from '@pk-auto/ui/i18n'
import { expect, test } from 'vitest'
import { offerEnd, offerPreview, offerUntil } from './offer-words.ts'

const en = { t: translator('en'), locale: 'en' } as const
const ur = { t: translator('ur'), locale: 'ur' } as const
const price = { minor: 285_000_000, currency: 'PKR' }
const stepOf = (step: string) => ({
  ...{ offerId: 'o', step, price, expiresAt: '2026-12-01T12:00:00Z' },
})

test('a list says what was offered, and nothing of a step this build does not know', () => {
  expect(offerPreview(en, stepOf('made'))).toBe('Offer: 28.5 lac')
  expect(offerPreview(ur, stepOf('made'))).toBe('پیشکش: 28.5 لاکھ')
  expect(offerPreview(en, stepOf('accepted'))).toBe('Offer accepted: 28.5 lac')
  expect(offerPreview(en, stepOf('raffled'))).toBe('')
})

test('the end of an offer names its day and time in Pakistan', () => {
  const now = new Date('2026-11-28T12:00:00Z')
  expect(offerUntil(en, stepOf('made'), now)).toMatch(/^Tuesday,? 1 December, 5:00.pm$/)
  expect(offerUntil(ur, stepOf('made'), now)).toMatch(/[\u0600-\u06FF]/)
  const { expiresAt: _, ...endless } = stepOf('made')
  expect(offerUntil(en, endless, now)).toBe('')
})

test('who ended it is named, and nobody when time has', () => {
  const end = { kind: 'offer-end', seq: 2, actor: 'a', at: '', step: stepOf('x') } as const
  expect(offerEnd(en, { ...end, end: 'accepted' }, 'Ali', true)).toBe('You accepted Rs 28.5 lac')
  expect(offerEnd(en, { ...end, end: 'declined' }, 'Ali', false)).toBe('Ali declined Rs 28.5 lac')
  expect(offerEnd(en, { ...end, end: 'expired' }, 'Ali', true)).not.toContain('You')
})
