// A page that became slower is named with its bound.
import { expect, test } from 'vitest'
import { overBudget } from './budgets.ts'

const good = {
  ...{ performance: 99, accessibility: 100, bestPractices: 100, seo: 100, requests: 30 },
  ...{ lcpMs: 1_100, tbtMs: 0, cls: 0, bytes: 70_000, scriptBytes: 16_000 },
}

test('a page within its budget breaks nothing', () => {
  expect(overBudget('home en', good)).toEqual([])
})

test('each bound is held, and what was not measured is over it', () => {
  expect(overBudget('home en', { ...good, accessibility: 96, lcpMs: NaN, cls: 0.3 })).toEqual([
    ...['home en: accessibility 96 < 100', 'home en: lcpMs NaN > 2200', 'home en: cls 0.3 > 0.05'],
  ])
})

test('a form may bring more scripts than a public page, and need not be found by crawlers', () => {
  const form = { ...good, seo: 54, scriptBytes: 35_000 }
  expect(overBudget('login en', form)).toEqual([])
  expect(overBudget('detail en', form)).toHaveLength(2)
})
