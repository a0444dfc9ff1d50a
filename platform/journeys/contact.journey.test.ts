// A buyer finds a car and turns to its seller, through the whole platform: the message is in one
// conversation and so is an offer, the lead is in the list, the number shown once and counted.
import AxeBuilder from '@axe-core/playwright'
import { until } from '@pk-auto/testing/until'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { newNumber } from '../processes/processes.ts'
import { sell } from '../test/faults/scenario.ts'
import { openJourney, type Journey } from './journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney(inject('servers'))
})
afterAll(() => journey?.[Symbol.asyncDispose]())

type Lead = { conversationId: string; contacts: number; listing: { id: string; title: object } }
const leadsOf = async (page: Page): Promise<Lead[]> => {
  const answer = await page.request.get('/api/v1/me/leads?side=buyer')
  return ((await answer.json()) as { items: Lead[] }).items
}

test('from the results to a conversation, and to a number that is counted', async () => {
  await using buyer = await journey.visitor()
  const { page } = buyer
  await page.goto('/cars')
  await page.locator('[data-testid=listing-card] a').first().click()
  await page.getByTestId('contact-message').click()
  await page.getByTestId('message-ask').first().click()
  await page.getByTestId('message-send').click()
  await page.getByTestId('login-sheet').waitFor()
  const listing = page.url()
  await journey.signIn(page, '03001112299')
  await page.waitForURL('**/chat/*')
  const [lead] = await leadsOf(page)
  expect(page.url()).toContain(`/chat/${lead?.conversationId}`)
  expect(listing).toContain(lead?.listing.id)
  expect(lead).toMatchObject({ contacts: 1, side: 'buyer', kind: 'message' })

  await page.goto(listing)
  await page.getByTestId('contact-call').click()
  const number = page.locator('a[data-testid=contact-call]')
  await number.waitFor()
  expect(await number.getAttribute('href')).toMatch(/^tel:\+923/)
  expect(await page.getByTestId('contact-status').textContent()).toContain('19')
  const whatsapp = await page.locator('a[data-testid=contact-whatsapp]').getAttribute('href')
  const [short = ''] = decodeURIComponent(whatsapp ?? '').match(/http\S+\/a\/\w+/) ?? []
  await page.goto(short)
  expect(page.url()).toContain(`/cars/${lead?.listing.id}`)

  const asked = Number(await page.getByTestId('detail-price').getAttribute('data-rupees'))
  await page.getByTestId('contact-message').click()
  await page.getByTestId('offer-open').click()
  await page.getByTestId('price-input').fill(String(Math.round(asked * 0.95)))
  await page.getByTestId('price-save').click()
  await page.waitForURL('**/chat/*')
  expect((await leadsOf(page))[0]).toMatchObject({ offer: { state: 'open', by: 'buyer' } })
  const log = await journey.probe.rows<{ type: string }>(
    'chat',
    `select type from conversation_event where conversation_id = '${lead?.conversationId}'
     order by seq`,
  )
  expect(log.map(({ type }) => type)).toEqual(['message', 'offer'])

  await page.goto(listing)
  await page.getByTestId('contact-call').click()
  await number.waitFor()
  expect(await page.getByTestId('contact-status').textContent()).toContain('19')
})

test('a call and a WhatsApp are one enquiry of the seller, each at the bell once', async () => {
  const phone = newNumber().replace('+92', '0')
  const atApp = await journey.personAtApp(phone)
  const ad = await sell(atApp, { colour: 'green' })
  await journey.platform.settled()
  await using buyer = await journey.visitor()
  const { page } = buyer
  await page.route(/wa\.me/, (route) => route.fulfill({ body: 'whatsapp' }))
  await journey.signIn(page, newNumber().replace('+92', '0'))
  const call = async () => {
    await page.goto(`/cars/${ad.id}`)
    await page.getByTestId('contact-call').click()
    await page.locator('a[data-testid=contact-call]').waitFor()
  }
  const contacts = async () => (await leadsOf(page))[0]?.contacts
  await call()
  await until('the lead of the call', async () => (await contacts()) === 1)
  // Again, from the page as it is after a reload: the seller has it already.
  const again = page.waitForResponse((response) => response.url().endsWith('/api/v1/leads'))
  await call()
  expect((await again).status()).toBe(200)
  await page.getByTestId('contact-whatsapp').click()
  await page.waitForURL('https://wa.me/**')
  await page.goto('/')
  await until('the lead of WhatsApp', async () => (await contacts()) === 2)

  await using seller = await journey.visitor({ lang: 'ur' })
  await journey.signIn(seller.page, phone, 'ur')
  await seller.page.goto('/ur/me/leads')
  const row = seller.page.getByTestId('lead')
  await row.waitFor()
  expect([await row.count(), await row.textContent()]).toEqual([
    ...[1, expect.stringContaining('واٹس ایپ')],
  ])
  await journey.platform.settled()
  const news = await until('both behind the bell', async () => {
    const rows = await journey.probe.rows<{ kind: string }>(
      'notify',
      `select kind from notification where person_id = '${atApp.personId}' order by seq`,
    )
    return rows.length >= 2 && rows
  })
  expect(news.map(({ kind }) => kind)).toEqual(['contact-call', 'contact-whatsapp'])
})

test('a person chooses in their account how, and when, buyers may reach them', async () => {
  await using visitor = await journey.visitor({ lang: 'ur' })
  const { page } = visitor
  await journey.signIn(page, '03001112298', 'ur')
  await page.goto('/ur/me/account')
  await page.getByTestId('account-call').uncheck()
  await page.getByTestId('account-whatsapp').uncheck()
  await page.getByTestId('account-save').click()
  await page.getByTestId('account-note').filter({ hasText: /\S/ }).waitFor()
  await page.reload()
  expect(await page.getByTestId('account-call').isChecked()).toBe(false)
  expect(await page.getByTestId('account-hours').count()).toBe(0)
  await page.getByTestId('account-call').check()
  await page.getByTestId('account-hours').check()
  await page.getByTestId('account-to').fill('18:30')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await page.getByTestId('account-save').click()
  await page.getByTestId('account-note').filter({ hasText: /\S/ }).waitFor()
  const me = (await (await page.request.get('/api/v1/me')).json()) as { contact: object }
  expect(me.contact).toEqual({
    ...{ call: true, whatsapp: false, hours: { from: '09:00', to: '18:30' } },
  })
})
