// Proves that Back goes through the steps of the wizard one by one and leaves it from the first.
import { expect, test } from 'vitest'
import type { Step } from '../fields/fields.ts'
import { stepHistory } from './step-history.ts'

/**
 * A browser's history that begins with the page before the wizard; a move takes effect when
 * `arrive` is called, later, as in a browser.
 */
const browser = (first: unknown = null) => {
  const entries: unknown[] = ['the page before', first]
  let at = 1
  const asked: number[] = []
  const pages = {
    get state() {
      return entries[at] as unknown
    },
    pushState(state: unknown) {
      at += 1
      entries.splice(at, entries.length, state)
    },
    replaceState(state: unknown) {
      entries[at] = state
    },
    go: (by = 0) => void asked.push(by),
  }
  let shown: Step = 'car'
  const steps = stepHistory(pages, (step) => {
    shown = step
    steps.follow(step)
  })
  const move = (by: number, reach: Step): void => {
    at += by
    if (at > 0) steps.popped(entries[at], reach)
  }
  const arrive = (reach: Step = 'review'): void => {
    for (let by = asked.shift(); by !== undefined; by = asked.shift()) move(by, reach)
  }
  return {
    show(step: Step, reach?: Step) {
      shown = step
      steps.follow(step)
      arrive(reach)
    },
    showTwice(one: Step, other: Step) {
      shown = other
      steps.follow(one)
      steps.follow(other)
      arrive()
    },
    press(button: 'back' | 'forward', reach: Step = 'review') {
      move(button === 'back' ? -1 : 1, reach)
      arrive(reach)
    },
    jumpTo: () => pages.pushState(null),
    where: () => (at === 0 ? 'away' : shown),
    depth: () => at,
  }
}

test('Back goes to the step before, and from the first step off the page', () => {
  const tab = browser()
  for (const step of ['car', 'photos', 'details', 'review'] as const) tab.show(step)
  const seen = [1, 2, 3, 4].map(() => {
    tab.press('back')
    return tab.where()
  })
  expect(seen).toEqual(['details', 'photos', 'car', 'away'])
})

test('the wizard’s own Back moves through the history and adds nothing to it', () => {
  const tab = browser()
  for (const step of ['car', 'photos', 'details', 'photos', 'details', 'photos'] as const)
    tab.show(step)
  expect(tab.depth()).toBe(2)
  tab.press('back')
  expect(tab.where()).toBe('car')
  tab.press('forward')
  expect(tab.where()).toBe('photos')
})

test('two steps back before the browser has answered do not lead out of the wizard', () => {
  const tab = browser()
  for (const step of ['car', 'photos', 'details'] as const) tab.show(step)
  tab.showTwice('photos', 'car')
  expect([tab.where(), tab.depth()]).toEqual(['car', 1])
})

test('a draft resumed at its third step still goes back through the first two', () => {
  const tab = browser()
  tab.show('details')
  tab.press('back')
  expect(tab.where()).toBe('photos')
  tab.press('back')
  tab.press('back')
  expect(tab.where()).toBe('away')
})

test('a reload finds its history entries again', () => {
  const tab = browser({ sellStep: 2 })
  tab.show('details')
  expect(tab.depth()).toBe(1)
})

test('Forward opens no step while an earlier one has open questions', () => {
  const tab = browser()
  for (const step of ['car', 'photos', 'details', 'car'] as const) tab.show(step)
  tab.press('forward', 'car')
  expect([tab.where(), tab.depth()]).toEqual(['car', 1])
})

test('a link within the page loses no step', () => {
  const tab = browser()
  for (const step of ['car', 'photos'] as const) tab.show(step)
  tab.jumpTo()
  tab.show('details')
  tab.press('back')
  expect(tab.where()).toBe('photos')
})
