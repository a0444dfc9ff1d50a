// From the page of a seller: a person writes to whom they have met, learns why not to a stranger,
// and blocks; in both languages.
import { newId } from '@pk-auto/kernel/id'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Journey, openJourney, type Visitor } from './journey.ts'
import { lookAt, write } from './talk.ts'

const PHONES = ['03009992231', '03009992232', '03009992233'] as const

let journey: Journey
let reader: Visitor
let [me, known, stranger] = [] as unknown as Awaited<ReturnType<Journey['personAtApp']>>[]

beforeAll(async () => {
  journey = await openJourney(inject('servers'), { listings: 0, people: 0, pictures: 0 })
  ;[me, known, stranger] = await Promise.all(PHONES.map((phone) => journey.personAtApp(phone)))
  await journey.conversations.open(me!, known!, newId())
  reader = await journey.visitor({ lang: 'ur' })
  await journey.signIn(reader.page, PHONES[0], 'ur')
})
afterAll(async () => {
  await reader?.[Symbol.asyncDispose]()
  await journey?.[Symbol.asyncDispose]()
})

test('whom one has met is written to without an ad, and it is one conversation', async () => {
  const { page } = reader
  await page.goto(`/ur/sellers/${known!.personId}`)
  await lookAt(page, 'seller-1-page-ur')
  await page.getByTestId('write-seller').click()
  await page.getByTestId('composer').waitFor()
  const { pathname } = new URL(page.url())
  expect(pathname).toMatch(/^\/ur\/chat\/[\w-]{36}$/)
  await write(page, 'سلام، کیسے ہیں؟')
  await page.goto(`/ur/chat?with=${known!.personId}`)
  await page.getByTestId('bubble').waitFor()
  expect(new URL(page.url()).pathname).toBe(pathname)
})

test('to a stranger nobody writes without an ad: the page says so and leads there', async () => {
  const { page } = reader
  await page.goto(`/sellers/${stranger!.personId}`)
  await page.getByTestId('write-seller').click()
  const problem = page.getByTestId('with-problem')
  await problem.filter({ hasText: 'without an ad' }).waitFor()
  await lookAt(page, 'seller-2-stranger')
  expect(await problem.getByRole('link').getAttribute('href')).toBe(
    `/sellers/${stranger!.personId}`,
  )
  await page.goto(`/chat?with=${me!.personId}`)
  await problem.waitFor()
})

test('a seller is blocked from their page, and let in again in the account', async () => {
  const { page } = reader
  page.on('dialog', (dialog) => void dialog.accept())
  const block = async (who: string) => {
    await page.goto(`/sellers/${who}`)
    await page.getByTestId('block-seller').click()
    await page.getByTestId('block-outcome').filter({ hasText: /\w/ }).waitFor()
  }
  await block(stranger!.personId)
  expect(await page.getByTestId('block-outcome').getByRole('link').isVisible()).toBe(false)
  await block(known!.personId)
  await lookAt(page, 'seller-3-blocked')
  await page.getByTestId('block-outcome').getByRole('link').click()
  await page.getByTestId('blocks').waitFor()
  expect(await page.getByTestId('block').count()).toBe(1)
  const write = () =>
    known!.call<{ code: string }>('POST', '/api/v1/chat/conversations', { with: me!.personId })
  expect((await write()).status).toBe(404)
  // One row for one person, who is let in again wherever the two talk.
  await page.getByTestId('block').getByRole('button').click()
  await expect.poll(() => page.getByTestId('block').count()).toBe(0)
  const { body } = await me!.call<{ items: unknown[] }>('GET', '/api/v1/me/blocks')
  expect(body.items).toEqual([])
  expect((await write()).status).toBe(200)
})
