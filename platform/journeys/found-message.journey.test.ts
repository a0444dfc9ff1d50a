// A message of long ago: looked for by its words, opened where it stands, by touch, by keyboard and
// by its address, in both languages.
import { newId } from '@pk-auto/kernel/id'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Journey, openJourney, type Visitor } from './journey.ts'
import { isOnline, lookAt } from './talk.ts'

const PHONES = ['03009992221', '03009992222'] as const
const LENGTH = 1_200
const THEN = 150

let journey: Journey
let reader: Visitor
const conv = newId()

beforeAll(async () => {
  journey = await openJourney(inject('servers'), { listings: 0, people: 0, pictures: 0 })
  const [one, other] = await Promise.all(PHONES.map((phone) => journey.personAtApp(phone)))
  const [from, to] = [one!.personId, other!.personId]
  const begun = Date.now() - LENGTH * 60_000
  const messages = Array.from({ length: LENGTH }, (_, i) => ({
    ...{ id: newId(), by: i % 2 === 0 ? from : to, at: new Date(begun + i * 60_000) },
    text: i + 1 === THEN ? 'The registration book is in Multan' : `word ${i + 1}`,
  }))
  await journey.platform
    .part('chat')
    .seed([{ id: conv, listing: newId(), from, to, at: new Date(begun), messages }])
  reader = await journey.visitor({ lang: 'ur' })
  await journey.signIn(reader.page, PHONES[0], 'ur')
})
afterAll(async () => {
  await reader?.[Symbol.asyncDispose]()
  await journey?.[Symbol.asyncDispose]()
})

const lookFor = async (words: string) => {
  await reader.page.getByTestId('chat-search').fill(words)
  await reader.page.getByTestId('search-item').waitFor()
}
const found = () => reader.page.locator(`[data-testid=bubble].found`)
const isInSight = (bubble = found()) =>
  bubble.evaluate((line) => {
    const { top, bottom } = line.getBoundingClientRect()
    const box = line.closest('[data-testid=messages]')!.getBoundingClientRect()
    return top >= box.top && bottom <= box.bottom
  })

test('a hit opens the conversation where it was said, however long ago', async () => {
  const { page } = reader
  await page.goto('/ur/chat')
  await isOnline(page)
  await lookFor('registration multan')
  await page.getByTestId('search-item').click()
  await found().waitFor()
  expect(await found().getAttribute('data-seq')).toBe(String(THEN))
  await expect.poll(() => isInSight()).toBe(true)
  expect(await found().evaluate((bubble) => bubble === document.activeElement)).toBe(true)
  expect(new URL(page.url()).search).toBe(`?at=${THEN}`)
  await lookAt(page, 'found-1-ur')
})

test('from there one reads on downwards, or goes to the newest at once', async () => {
  const { page } = reader
  const hole = page.getByTestId('hole-load')
  await hole.click()
  await page.locator(`[data-seq="${THEN + 60}"]`).waitFor({ state: 'attached' })
  // The line that stood before the hole stays where the reader is.
  await expect.poll(() => isInSight(page.locator(`[data-seq="${THEN + 24}"]`))).toBe(true)
  await page.getByTestId('newer').click()
  await page.locator(`[data-seq="${LENGTH}"]`).waitFor()
  await page.getByTestId('newer').waitFor({ state: 'detached' })
})

test('the keyboard does the same, and the address alone too, in English', async () => {
  const { page } = reader
  await page.goto('/chat')
  await isOnline(page)
  await lookFor('registration')
  await page.getByTestId('chat-search').press('Tab')
  expect(
    await page.getByTestId('search-item').evaluate((one) => one === document.activeElement),
  ).toBe(true)
  await page.keyboard.press('Enter')
  await found().waitFor()
  await expect.poll(() => isInSight()).toBe(true)
  await page.reload()
  await found().waitFor()
  await expect.poll(() => isInSight()).toBe(true)
  await lookAt(page, 'found-2-en')
  await page.goto(`/chat/${conv}`)
  await page.locator(`[data-seq="${LENGTH}"]`).waitFor()
  expect(await found().count()).toBe(0)
})
