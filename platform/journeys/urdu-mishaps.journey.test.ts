// What goes wrong for a seller on a phone, in Urdu: open questions, reloads, Back,
// files that are no photos, a price mistyped, signing out.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { until } from '@pk-auto/testing/until'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openJourney, type Journey, type Visitor } from './journey.ts'
import { fillCar } from './wizard.ts'

const PICTURES = fileURLToPath(new URL('../../test-results/urdu', import.meta.url))
const PHONE = '03004567890'

let journey: Journey
let seller: Visitor

beforeAll(async () => {
  journey = await openJourney(inject('servers'), {
    listings: 5,
    people: 3,
    pictures: 2,
  })
  seller = await journey.visitor({ lang: 'ur' })
})

afterAll(async () => {
  await seller?.[Symbol.asyncDispose]()
  await journey?.[Symbol.asyncDispose]()
})

async function lookAt(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(PICTURES, `mishap-${name}.png`) })
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html}`)).toEqual([])
}

const codeFor = (phone: string) =>
  until(`a code for ${phone}`, async () => {
    const to = encodeURIComponent(phone.replace(/^0/, '+92'))
    const answer = await fetch(`${journey.platform.gatewayUrl}/dev/messages?to=${to}`)
    const { items } = (await answer.json()) as { items: { code?: string }[] }
    return items[0]?.code
  })
const STEPS = ['car', 'photos', 'details', 'review']
/** Shown, and where the browser's history stands: it follows a moment later. */
const stepIs = (page: Page, step: string) =>
  until(`the step is ${step}`, async () => {
    const at = await page.evaluate(() => (history.state as { sellStep?: number } | null)?.sellStep)
    return (
      at === STEPS.indexOf(step) &&
      (await page.getByTestId('wizard').getAttribute('data-step')) === step
    )
  })

test('going on with open questions leads to the first of them', async () => {
  const { page } = seller
  await page.goto('/ur/sell')
  await page.getByTestId('wizard').waitFor()
  await page.getByTestId('sell-registrationCity').scrollIntoViewIfNeeded()
  await page.getByTestId('wizard-next').click()
  await until('the first wrong field has the focus', () =>
    page.getByTestId('sell-make').evaluate((field) => field === document.activeElement),
  )
  expect(
    await page.getByTestId('sell-make').evaluate((field) => field.getBoundingClientRect().top > 60),
  ).toBe(true)
  await lookAt(page, '1-open-questions')
})

test('only years in which the model was made are offered', async () => {
  const { page } = seller
  await page.getByTestId('sell-make').selectOption('suzuki')
  await page.getByTestId('sell-model').selectOption('mehran')
  const years = await page.getByTestId('sell-year').locator('option').allTextContents()
  expect(years[1]).toBe('2019')
})

test('a reload while the code is on its way asks for the code, not the number', async () => {
  const { page } = seller
  await fillCar(page, { city: 'multan', colour: 'silver' })
  await page.getByTestId('login-phone').fill(PHONE)
  await page.getByTestId('login-send').click()
  await page.getByTestId('login-code').waitFor()
  await page.reload()
  await page.getByTestId('login-code').waitFor()
  expect(await page.getByTestId('login').textContent()).toContain('0300 ••• 7890')
  await lookAt(page, '2-code-after-reload')
  await page.getByTestId('login-code').fill(await codeFor(PHONE))
  await page.getByTestId('login-terms').waitFor()
})

test('the terms can be read before agreeing, and the header knows the person at once', async () => {
  const { page, context } = seller
  await lookAt(page, '3-terms')
  for (const [link, path] of [
    ['login-read-terms', '/ur/terms'],
    ['login-read-privacy', '/ur/privacy'],
  ] as const) {
    const opened = context.waitForEvent('page')
    await page.getByTestId(link).click()
    const read = await opened
    await read.waitForURL(`**${path}`)
    expect(await read.locator('article h2').count()).toBeGreaterThan(3)
    await read.close()
  }
  await page.getByTestId('login-terms').check()
  await page.getByTestId('login-accept').click()
  await page.getByTestId('nav-account').waitFor()
  expect(await page.getByTestId('nav-login').count()).toBe(0)
  await lookAt(page, '4-signed-in')
})

test('a file that is no photo is refused where it was picked', async () => {
  const { page } = seller
  await page.getByTestId('photo-input').setInputFiles([
    { name: 'papers.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 no photo') },
    { name: 'broken.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no photo either') },
  ])
  const refused = page.getByTestId('photos-unreadable')
  await until('both are named', async () =>
    /papers\.pdf[^]*broken\.jpg/.test((await refused.textContent()) ?? ''),
  )
  expect(await page.getByTestId('photo').count()).toBe(0)
  await lookAt(page, '5-no-photos')
})

test('an ad without photos is questioned once; Back goes through steps, draft intact', async () => {
  const { page } = seller
  await page.getByTestId('wizard-next').click()
  await page.getByTestId('photos-nudge').waitFor()
  await lookAt(page, '6-nudge')
  await page.getByTestId('wizard-next').click()
  await stepIs(page, 'details')
  await page.getByTestId('sell-price').fill('8.5')
  await page.getByTestId('wizard-next').click()
  expect(await page.getByTestId('wizard').getAttribute('data-step')).toBe('details')
  await page.getByTestId('price-yes').click()
  await page.goBack()
  await stepIs(page, 'photos')
  await page.goBack()
  await stepIs(page, 'car')
  expect(await page.getByTestId('sell-km').inputValue()).toBe('92000')
  await page.goForward()
  await stepIs(page, 'photos')
  await page.getByTestId('wizard-next').click()
  await stepIs(page, 'details')
  await page.getByTestId('wizard-back').click()
  await stepIs(page, 'photos')
  await page.goBack()
  await stepIs(page, 'car')
  await page.goBack()
  await until(
    'Back from the first step leaves the wizard',
    async () => (await page.getByTestId('wizard').count()) === 0,
  )
  await page.goto('/ur/sell')
  await page.getByTestId('wizard').waitFor()
  for (const step of ['photos', 'details', 'review']) {
    await page.getByTestId('wizard-next').click()
    if (step === 'details') await page.getByTestId('wizard-next').click()
    await stepIs(page, step)
  }
  await lookAt(page, '7-review-without-photos')
  await page.getByTestId('publish').click()
  await page.getByTestId('published').waitFor()
})

test('a changed price that may be a slip is asked about before it is public for good', async () => {
  const { page } = seller
  await page.goto('/ur/me/ads')
  const ad = page.getByTestId('ad').first()
  const version = await ad.getAttribute('data-version')
  await ad.getByTestId('ad-edit-price').click()
  for (const slip of ['5', '85 لاکھ']) {
    await page.getByTestId('price-input').fill(slip)
    await page.getByTestId('price-ask').waitFor()
    await page.getByTestId('price-save').click()
    expect(await page.getByTestId('price-problem').textContent()).not.toBe('')
    expect(await ad.getAttribute('data-version')).toBe(version)
    await lookAt(page, `8-price-${slip === '5' ? 'bare' : 'far'}`)
  }
  await page.getByTestId('price-input').fill('5')
  await page.getByTestId('price-yes').click()
  await page.getByTestId('price-save').click()
  await until('the new price stands', async () =>
    (await ad.getByTestId('ad-price').textContent())?.includes('5 لاکھ'),
  )
})

test('a name that cannot be is marked at its field', async () => {
  const { page } = seller
  await page.goto('/ur/me/account')
  await page.getByTestId('account-name').fill('علی 03001234567')
  await page.getByTestId('account-save').click()
  await until(
    'the field is marked',
    async () => (await page.getByTestId('account-name').getAttribute('aria-invalid')) === 'true',
  )
  expect(
    await page.getByTestId('account-name').evaluate((field) => field === document.activeElement),
  ).toBe(true)
  await lookAt(page, '9-bad-name')
})

test('a session that runs out leaves the draft; signing out removes it, after asking', async () => {
  const { page, context } = seller
  const storedDraft = (of: Page) => of.evaluate(() => localStorage.getItem('automart.draft.v1'))
  const begin = async (by: Page) => {
    await by.goto('/ur/sell')
    await by.getByTestId('sell-make').selectOption('kia')
    await until('the draft is kept', async () => (await storedDraft(by)) !== null)
  }
  await begin(page)
  await context.clearCookies({ name: 'session' })
  await page.reload()
  await page.getByTestId('wizard').waitFor()
  expect(await page.getByTestId('sell-make').inputValue()).toBe('kia')

  await using other = await journey.visitor({ lang: 'ur' })
  const { page: mine } = other
  await journey.signIn(mine, '03004567891', 'ur')
  await begin(mine)
  await mine.goto('/ur/me/account')
  const asked: string[] = []
  mine.once('dialog', (dialog) => void (asked.push(dialog.message()), dialog.dismiss()))
  await mine.getByTestId('logout').click()
  await until('it was asked', () => asked.length === 1)
  expect(await storedDraft(mine)).not.toBeNull()
  mine.once('dialog', (dialog) => void (asked.push(dialog.message()), dialog.accept()))
  await mine.getByTestId('logout').click()
  await mine.getByTestId('nav-login').waitFor()
  expect(asked).toHaveLength(2)
  expect(await storedDraft(mine)).toBeNull()
  await mine.goto('/ur/sell')
  await mine.getByTestId('wizard').waitFor()
  expect(await mine.getByTestId('sell-make').inputValue()).toBe('')
  expect(await storedDraft(page)).not.toBeNull()
})
