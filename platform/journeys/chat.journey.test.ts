// Two people talk about a car in their browsers: live, with ticks, offline, in many tabs, in
// both languages; every screen looked at by axe and stored as a picture.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newId } from '@pk-auto/kernel/id'
import { until } from '@pk-auto/testing/until'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openJourney, type Journey, type Visitor } from './journey.ts'
import { bubble, copiesOn, isOnline, logged, lookAt, stateOf, texts, write } from './talk.ts'

const PHONES = ['03001112233', '03004445566'] as const
type PersonAtApp = Awaited<ReturnType<Journey['personAtApp']>>

let journey: Journey
let buyer: Visitor
let seller: Visitor
let carIds: readonly string[]
let people: readonly PersonAtApp[]
let conv: string

beforeAll(async () => {
  journey = await openJourney(inject('servers'), { listings: 40, people: 10, pictures: 8 })
  people = await Promise.all(PHONES.map((phone) => journey.personAtApp(phone)))
  buyer = await journey.visitor()
  seller = await journey.visitor({ lang: 'ur', width: 1280 })
  await Promise.all([
    journey.signIn(buyer.page, PHONES[0]),
    journey.signIn(seller.page, PHONES[1], 'ur'),
  ])
  await buyer.page.goto('/cars')
  const cards = await buyer.page.getByTestId('listing-card').all()
  carIds = await Promise.all(
    cards.slice(0, 5).map(async (card) => (await card.getAttribute('data-id')) ?? ''),
  )
})

afterAll(async () => {
  await buyer?.[Symbol.asyncDispose]()
  await seller?.[Symbol.asyncDispose]()
  await journey?.[Symbol.asyncDispose]()
})

/** The seller writes from another device. */
const writeByApp = async (text: string): Promise<void> => {
  const path = `/api/v1/chat/conversations/${conv}/messages`
  const { status } = await people[1]!.call('POST', path, { clientId: newId(), kind: 'text', text })
  expect(status).toBe(201)
}
test('whoever has said nothing yet is shown a way on', async () => {
  await buyer.page.goto('/chat')
  await buyer.page.getByTestId('chat-empty').waitFor()
  await lookAt(buyer.page, '1-empty')
})

test('a person without a session is asked to sign in, and no page is indexed', async () => {
  await using stranger = await journey.visitor()
  await stranger.page.goto('/chat')
  await stranger.page.getByTestId('login-phone').waitFor()
  expect(await stranger.page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex')
})

test('the buyer writes, the seller sees it live, replies, and the ticks turn', async () => {
  conv = await journey.conversations.open(people[0]!, people[1]!, carIds[0] ?? '')
  await seller.page.goto('/ur/chat')
  await buyer.page.goto(`/chat/${conv}`)
  await buyer.page.getByTestId('composer').waitFor()
  await isOnline(buyer.page)
  await lookAt(buyer.page, '2-first-words')
  await write(buyer.page, 'Salam, is the car still available?')
  await bubble(buyer.page, 'Salam, is the car still available?').waitFor()

  const row = seller.page.locator(`[data-testid=talk][data-id="${conv}"]`)
  await row.waitFor()
  await until('one is unread', async () => (await row.getAttribute('data-unread')) === '1')
  await until(
    'it is delivered, not read',
    async () => (await stateOf(buyer.page, 'Salam, is the car still available?')) === 'delivered',
  )
  await seller.page.locator('[data-testid=nav-chat][data-unread="1"]').waitFor()
  await lookAt(seller.page, '3-list-ur')
  await row.click()
  await bubble(seller.page, 'Salam, is the car still available?').waitFor()
  await until(
    'it is read',
    async () => (await stateOf(buyer.page, 'Salam, is the car still available?')) === 'read',
  )
  await write(seller.page, 'جی ہاں، گاڑی موجود ہے')
  await bubble(buyer.page, 'جی ہاں، گاڑی موجود ہے').waitFor()
  await seller.page.locator('[data-testid=nav-chat][data-unread="0"]').waitFor()
  expect(await buyer.page.getByTestId('announced').textContent()).toContain('جی ہاں')
})

test('a risky request is commented to its receiver alone', async () => {
  await write(seller.page, 'گاڑی روکنی ہے تو ایڈوانس بھیج دیں')
  await buyer.page.locator('[data-testid=nudge][data-risk=advance]').waitFor()
  expect(await seller.page.getByTestId('nudge').count()).toBe(0)
  await lookAt(buyer.page, '4-thread-en')
  await buyer.page.emulateMedia({ colorScheme: 'dark' })
  await lookAt(buyer.page, '4-thread-dark')
  await buyer.page.emulateMedia({ colorScheme: 'light' })
  await lookAt(seller.page, '5-two-panes-ur')
})

test('a message is edited and another deleted, and both sides see it', async () => {
  await write(buyer.page, 'I come at 4')
  await bubble(buyer.page, 'I come at 4').getByTestId('bubble-actions').click()
  await buyer.page.getByTestId('bubble-edit').click()
  await buyer.page.getByTestId('composer').fill('I come at 5')
  await buyer.page.getByTestId('send').click()
  await bubble(seller.page, 'I come at 5').waitFor()
  await write(buyer.page, 'wrong chat')
  await bubble(seller.page, 'wrong chat').waitFor()
  buyer.page.once('dialog', (dialog) => void dialog.accept())
  await bubble(buyer.page, 'wrong chat').getByTestId('bubble-actions').click()
  await buyer.page.getByTestId('bubble-delete').click()
  await bubble(seller.page, 'wrong chat').waitFor({ state: 'detached' })
  expect(await logged(buyer.page, conv)).not.toContain('wrong chat')
})

test('words written offline outlive the page and arrive once', async () => {
  const { context } = buyer
  await context.setOffline(true)
  await write(buyer.page, 'written in a tunnel')
  await write(buyer.page, 'and a second one')
  expect(await buyer.page.getByTestId('bubble-waiting').count()).toBe(2)
  await buyer.page.locator('[data-testid=chat-connection][data-waiting="2"]:visible').waitFor()
  await lookAt(buyer.page, '6-offline')
  await buyer.page.close()
  await context.setOffline(false)
  buyer.page = await context.newPage()
  await buyer.page.goto(`/chat/${conv}`)
  await bubble(seller.page, 'and a second one').waitFor()
  await buyer.page.getByTestId('bubble-waiting').first().waitFor({ state: 'detached' })
  const log = await logged(buyer.page, conv)
  expect(log.filter((text) => text === 'written in a tunnel')).toHaveLength(1)
  expect(log.slice(-2)).toEqual(['written in a tunnel', 'and a second one'])
  expect((await texts(buyer.page)).slice(-2)).toEqual(log.slice(-2))
})

test('two tabs share one socket, and the second goes on when the first is closed', async () => {
  const sockets: Page[] = []
  const watched = async (): Promise<Page> => {
    const page = await buyer.context.newPage()
    page.on('websocket', () => sockets.push(page))
    await page.goto(`/chat/${conv}`)
    await isOnline(page)
    return page
  }
  await buyer.page.close()
  const first = await watched()
  const second = await watched()
  await write(second, 'from the second tab')
  await bubble(first, 'from the second tab').waitFor()
  expect(sockets).toEqual([first])
  await first.close()
  await write(second, 'the first tab is gone')
  await bubble(seller.page, 'the first tab is gone').waitFor()
  expect(sockets).toEqual([first, second])
  buyer.page = second
})

test('a blocked person is told why nothing arrives, and nothing is lost', async () => {
  const { page } = seller
  page.once('dialog', (dialog) => void dialog.accept())
  await page.getByTestId('thread-menu').click()
  await page.getByTestId('thread-block').click()
  await page.getByTestId('thread-blocked').waitFor()
  await write(buyer.page, 'hello?')
  await buyer.page.getByTestId('send-again').waitFor()
  await lookAt(buyer.page, '7-blocked')
  await page.getByTestId('thread-blocked').getByRole('button').click()
  await page.getByTestId('composer').waitFor()
  await buyer.page.getByTestId('send-again').click()
  await bubble(page, 'hello?').waitFor()
})

test('the list and the words of a chat can be opened and read offline', async () => {
  const { context, page } = buyer
  await page.goto('/chat')
  await page.getByTestId('talk').first().waitFor()
  await isOnline(page)
  await context.setOffline(true)
  await page.getByTestId('talk').first().click()
  await bubble(page, 'Salam, is the car still available?').waitFor()
  await page.reload()
  await bubble(page, 'Salam, is the car still available?').waitFor()
  await write(page, 'opened offline')
  await page.getByTestId('bubble-waiting').waitFor()
  await context.setOffline(false)
  await bubble(seller.page, 'opened offline').waitFor()
})

test('signing out removes the copies; unsent messages wait for their person', async () => {
  const { page } = buyer
  await page.goto(`/chat/${conv}`)
  await isOnline(page)
  await page.getByTestId('composer').fill('half a thought')
  await page.goto('/me/account')
  await page.getByTestId('logout').click()
  await page.getByTestId('nav-login').waitFor()
  expect(await copiesOn(page)).toEqual([0, 0])
  for (let i = 1; i <= 70; i++) await writeByApp(`message ${i}`)
  await journey.signIn(page, PHONES[0])
  await page.goto(`/chat/${conv}`)
  await until(
    'the words are back',
    async () => (await page.getByTestId('composer').inputValue()) === 'half a thought',
  )
})

test('a long conversation opens at its end, and a reader further up is left alone', async () => {
  const { page } = buyer
  await bubble(page, 'message 70').waitFor()
  expect(await bubble(page, 'message 20').count()).toBe(0)
  const box = page.getByTestId('messages')
  const top = () => box.evaluate((element) => element.scrollTop)
  expect(await top()).toBeGreaterThan(500)
  await box.evaluate((element) => (element.scrollTop = 0))
  await bubble(page, 'message 1').waitFor()
  await box.evaluate((element) => (element.scrollTop = 300))
  await writeByApp('news while reading')
  await page.getByTestId('newer').waitFor()
  expect(await top()).toBe(300)
  await lookAt(page, '8-scrolled-up')
  await page.getByTestId('newer').click()
  await until('the news is in sight', async () => (await top()) > 2_000)
  await page.getByTestId('newer').waitFor({ state: 'detached' })
})

test('at a desk Enter sends, Shift and Enter make a line; typing is seen', async () => {
  const { page } = seller
  await page.getByTestId('composer').fill('')
  await page.getByTestId('composer').pressSequentially('first line')
  await buyer.page.getByTestId('typing').waitFor()
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('second line')
  await page.keyboard.press('Enter')
  await until('it is sent as one', async () =>
    (await texts(buyer.page)).includes('first line\nsecond line'),
  )
  await page.getByTestId('composer').fill('x'.repeat(4_001))
  expect(await page.getByTestId('letters').textContent()).toContain('1')
  expect(await page.getByTestId('send').isDisabled()).toBe(true)
  await page.getByTestId('composer').fill('')
})

test('muted and archived chats say so and come back', async () => {
  const { page } = buyer
  const choose = async (what: string): Promise<void> => {
    await page.getByTestId('thread-menu').click()
    await page.getByTestId(what).click()
  }
  await choose('thread-mute')
  await page.getByTestId('thread-peer').locator('.tag').waitFor()
  await choose('thread-archive')
  await page.getByTestId('thread-back').click()
  await page.getByTestId('chat-archived').click()
  await page.getByTestId('talk').first().waitFor()
  await lookAt(page, '9-archived')
  await page.getByTestId('talk').first().click()
  await choose('thread-archive')
  await choose('thread-mute')
  await page.getByTestId('thread-peer').locator('.tag').waitFor({ state: 'detached' })
})

test('on the smallest phone, in Urdu, everything fits', async () => {
  const { page } = buyer
  await page.setViewportSize({ width: 320, height: 568 })
  await page.goto(`/ur/chat/${conv}`)
  await bubble(page, 'message 70').waitFor()
  await lookAt(page, '10-thread-ur-320')
  await page.goto('/ur/chat')
  await page.getByTestId('talk').first().waitFor()
  await lookAt(page, '11-list-ur-320')
  await page.setViewportSize({ width: 375, height: 812 })
})

test('the chat page brings at most 60 KB of packed scripts', async () => {
  const dist = fileURLToPath(new URL('../../clients/pwa/dist/client', import.meta.url))
  const scripts = new Set<string>()
  const page = await buyer.context.newPage()
  page.on(
    'request',
    (request) =>
      void (request.resourceType() === 'script' && scripts.add(new URL(request.url()).pathname)),
  )
  await page.goto('/chat')
  await page.getByTestId('talk').first().waitFor()
  const files = (await readdir(dist, { recursive: true })).filter((file) => file.endsWith('.js.br'))
  const sizes = await Promise.all(
    files
      .filter((file) => scripts.has(`/${file.slice(0, -3)}`))
      .map(async (file) => (await stat(join(dist, file))).size),
  )
  expect(sizes.length).toBeGreaterThan(3)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(60 * 1024)
})
