// Pictures, voices and places in a conversation, in two browsers: sent, seen, heard, taken back,
// and made offline; words that are found again; in both languages.
import { findChromium } from '@pk-auto/servers/chromium'
import { until } from '@pk-auto/testing/until'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openJourney, type Journey, type Visitor } from './journey.ts'
import { bubble, isOnline, lookAt, write } from './talk.ts'

const PHONES = ['03001112244', '03004445577'] as const

let journey: Journey
let buyer: Visitor
let seller: Visitor
let conv: string

beforeAll(async () => {
  const market = { listings: 6, people: 4, pictures: 2 }
  // The shell lets nobody have a microphone.
  journey = await openJourney(inject('servers'), market, findChromium())
  const people = await Promise.all(PHONES.map((phone) => journey.personAtApp(phone)))
  buyer = await journey.visitor()
  seller = await journey.visitor({ lang: 'ur' })
  await Promise.all([
    journey.signIn(buyer.page, PHONES[0]),
    journey.signIn(seller.page, PHONES[1], 'ur'),
  ])
  await buyer.page.goto('/cars')
  const car = await buyer.page.getByTestId('listing-card').first().getAttribute('data-id')
  conv = await journey.conversations.open(people[0]!, people[1]!, car ?? '')
  await buyer.page.goto(`/chat/${conv}`)
  await seller.page.goto(`/ur/chat/${conv}`)
  await Promise.all([isOnline(buyer.page), isOnline(seller.page)])
})

afterAll(async () => {
  await buyer?.[Symbol.asyncDispose]()
  await seller?.[Symbol.asyncDispose]()
  await journey?.[Symbol.asyncDispose]()
})

const jpeg = async (background: string) => ({
  name: 'car.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 2_400, height: 1_600, channels: 3, background } })
    .jpeg()
    .toBuffer(),
})
const pick = async ({ page }: Visitor, background: string) =>
  page.getByTestId('picture-input').setInputFiles(await jpeg(background))
const pictures = ({ page }: Visitor) => page.getByTestId('bubble').getByTestId('picture-image')
/** Which are really drawn, and how wide the files are. */
const widths = (visitor: Visitor) =>
  pictures(visitor).evaluateAll((images) =>
    images.map((image) => (image as HTMLImageElement).naturalWidth),
  )

test('each sees that the other is there', async () => {
  for (const { page } of [buyer, seller])
    await page.locator('[data-testid=thread-presence][data-online=true]').waitFor()
})

test('a picture is sent and seen by both; a tap opens it in full size', async () => {
  await pick(buyer, '#883322')
  await pictures(buyer).waitFor()
  await until('the seller sees it', async () => (await widths(seller))[0] === 640)
  await lookAt(seller.page, 'picture-ur')
  const image = seller.page.getByTestId('picture').first()
  expect(await image.getAttribute('aria-label')).toMatch(/تصویر/)
  await image.click()
  const full = seller.page.getByTestId('picture-viewer').locator('img')
  await until('it is large', async () =>
    full.evaluate((element) => (element as HTMLImageElement).naturalWidth === 1_600),
  )
  await lookAt(seller.page, 'picture-full')
  await seller.page.keyboard.press('Escape')
  await full.waitFor({ state: 'detached' })
  await lookAt(buyer.page, 'picture-en')
})

test('whoever has the page open again sees it by a link, and the list names it', async () => {
  await buyer.page.reload()
  await until('it is drawn', async () => (await widths(buyer))[0] === 640)
  await seller.page.getByTestId('thread-back').click()
  const row = seller.page.locator(`[data-testid=talk][data-id="${conv}"]`)
  await row.getByText('تصویر').waitFor()
  await row.click()
})

test('a picture picked offline waits on the device and goes out by itself', async () => {
  await buyer.context.setOffline(true)
  await pick(buyer, '#224488')
  const waiting = () => buyer.page.getByTestId('bubble-waiting')
  await waiting().getByTestId('picture-image').waitFor()
  await buyer.page.locator('[data-testid=chat-connection][data-waiting="1"]:visible').waitFor()
  await lookAt(buyer.page, 'picture-waiting')
  await buyer.page.close()
  await buyer.context.setOffline(false)
  buyer.page = await buyer.context.newPage()
  await buyer.page.goto(`/chat/${conv}`)
  await until('the second is there', async () => (await widths(seller)).length === 2)
  await waiting().waitFor({ state: 'detached' })
  await until('once', async () => (await widths(buyer)).filter((width) => width > 0).length === 2)
})

test('a picture taken back is gone for both, and no other way leads to it', async () => {
  const log = await buyer.page.request.get(`/api/v1/chat/conversations/${conv}/events?after=0`)
  const { events } = (await log.json()) as { events: { body: { media?: { id: string } } }[] }
  const id = events[0]?.body.media?.id ?? ''
  const link = () => seller.page.request.get(`/api/v1/chat/media/${id}`)
  expect((await link()).status()).toBe(200)
  const first = buyer.page.getByTestId('bubble').first()
  buyer.page.once('dialog', (dialog) => void dialog.accept())
  await first.getByTestId('bubble-actions').click()
  expect(await buyer.page.getByTestId('bubble-edit').count()).toBe(0)
  await buyer.page.getByTestId('bubble-delete').click()
  await until('it is gone', async () => (await widths(seller)).length === 1)
  expect((await link()).status()).toBe(404)
  await using stranger = await journey.visitor()
  const foreign = await stranger.page.request.get(`/api/v1/chat/media/${id}`)
  expect(foreign.status()).toBe(401)
})

test('what is no picture is not sent, and says why', async () => {
  const svg = { name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<svg onload="x"/>') }
  await buyer.page.getByTestId('picture-input').setInputFiles(svg)
  await buyer.page.getByTestId('thread-error').filter({ hasText: 'no picture' }).waitFor()
  expect(await buyer.page.getByTestId('bubble-waiting').count()).toBe(0)
  await write(buyer.page, 'words go on')
  await bubble(seller.page, 'words go on').waitFor()
})

const voices = ({ page }: Visitor) => page.getByTestId('bubble').getByTestId('voice')
const record = async ({ page }: Visitor): Promise<void> => {
  await page.getByTestId('voice-record').click()
  await page.getByTestId('recording').getByText('0:02').waitFor()
}

test('whoever does not give the microphone is told so, and can still write', async () => {
  await buyer.page.getByTestId('voice-record').click()
  await buyer.page.getByTestId('thread-error').filter({ hasText: 'microphone' }).waitFor()
  expect(await buyer.page.getByTestId('recording').count()).toBe(0)
})

test('a voice is recorded, heard by the other one, and named in the list', async () => {
  await buyer.context.grantPermissions(['microphone'])
  await record(buyer)
  await lookAt(buyer.page, 'voice-recording')
  await buyer.page.getByTestId('voice-send').click()
  const clip = voices(seller).first()
  await clip.waitFor()
  await buyer.page.getByTestId('bubble-waiting').waitFor({ state: 'detached' })
  expect(await clip.locator('time').textContent()).toMatch(/^0:0[2-6]$/)
  expect(await clip.getAttribute('aria-label')).toMatch(/صوتی پیغام/)
  await lookAt(seller.page, 'voice-ur')
  await clip.getByTestId('voice-play').click()
  await until('it plays', async () => (await clip.getAttribute('data-playing')) === 'true')
  await until('to its end', async () => (await clip.getAttribute('data-playing')) === 'false')
  expect(await seller.page.getByTestId('voice-problem').count()).toBe(0)
  // With the keyboard: the position is a slider.
  await clip.getByTestId('voice-position').focus()
  await seller.page.keyboard.press('End')
  await until('it is at its end', async () =>
    /0:0[2-6]/.test(
      (await clip.getByTestId('voice-position').getAttribute('aria-valuetext')) ?? '',
    ),
  )
  await seller.page.getByTestId('thread-back').click()
  const row = seller.page.locator(`[data-testid=talk][data-id="${conv}"]`)
  await row.getByText('صوتی پیغام').waitFor()
  await row.click()
})

test('a recording is deleted before it is sent; one made offline waits', async () => {
  await record(buyer)
  await buyer.page.keyboard.press('Escape')
  await buyer.page.getByTestId('composer').waitFor()
  await buyer.context.setOffline(true)
  await record(buyer)
  await buyer.page.getByTestId('voice-send').click()
  const waiting = buyer.page.getByTestId('bubble-waiting')
  await waiting.getByTestId('voice').waitFor()
  await lookAt(buyer.page, 'voice-waiting')
  await buyer.context.setOffline(false)
  await waiting.waitFor({ state: 'detached' })
  await until('the second is there', async () => (await voices(seller).count()) === 2)
})

test('a place is sent on a tap and with a yes, and leads to a map', async () => {
  const { context, page } = buyer
  const send = async () => {
    page.once('dialog', (dialog) => void dialog.accept())
    await page.getByTestId('composer-menu').click()
    await page.getByTestId('place-send').click()
  }
  await send()
  await page.getByTestId('thread-error').filter({ hasText: 'where you are' }).waitFor()
  await context.grantPermissions(['geolocation'])
  await context.setGeolocation({ latitude: 31.520_412_3, longitude: 74.358_749 })
  await send()
  const place = seller.page.getByTestId('place')
  await place.waitFor()
  expect(await place.getAttribute('href')).toMatch(/query=31\.5204,74\.3587$/)
  expect(await place.getAttribute('rel')).toContain('noreferrer')
  await lookAt(seller.page, 'place-ur')
})

test('words are found again among all conversations', async () => {
  const { page } = seller
  await page.getByTestId('thread-back').click()
  await page.getByTestId('chat-search').fill('word go')
  const item = page.getByTestId('search-item')
  await item.waitFor()
  expect(await item.count()).toBe(1)
  await lookAt(page, 'search-ur')
  await page.getByTestId('chat-search').fill('nobody said this')
  await page.getByTestId('search-none').waitFor()
  await page.getByTestId('chat-search').fill('WORDS')
  await item.click()
  await bubble(page, 'words go on').waitFor()
})

test('a conversation is reported, blocked, and unblocked from the account', async () => {
  const { page } = seller
  await page.getByTestId('thread-menu').click()
  await page.getByTestId('thread-report').click()
  await page.getByTestId('report-offensive').check()
  await lookAt(page, 'report-ur')
  await page.getByTestId('report-send').click()
  await page.getByTestId('report-done').waitFor()
  await page.getByTestId('report-close').click()
  page.once('dialog', (dialog) => void dialog.accept())
  await page.getByTestId('thread-menu').click()
  await page.getByTestId('thread-block').click()
  await page.getByTestId('thread-blocked').waitFor()
  await page.goto('/ur/me/account')
  await page.getByTestId('block').getByRole('button').click()
  await page.getByTestId('block').waitFor({ state: 'detached' })
  await page.goto(`/ur/chat/${conv}`)
  await page.getByTestId('composer').waitFor()
})
