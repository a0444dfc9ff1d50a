// The core journeys in WebKit and Firefox, at the width of a phone.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureEngines } from '@pk-auto/servers/engines'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { drawPicture } from '../../seeds/pictures.ts'
import { openJourney, type Journey } from '../journey.ts'
import { openFirefox } from './firefox.ts'
import { phonePage, type PhonePage } from './phone-page.ts'
import { openWebKit } from './webkit.ts'

const FIRST_CAR = '[data-testid=listing-card] a'
const ENGINES = [
  { name: 'WebKit', open: openWebKit, phone: '03004440001', push: 'none' },
  { name: 'Firefox', open: openFirefox, phone: '03004440002', push: 'off' },
]

const CAR = [
  ['make', 'toyota'],
  ['model', 'corolla'],
  ['generation', 'corolla-11th'],
  ['year', '2016'],
  ['km', '92000'],
  ['engineCc', '1300'],
  ['fuel', 'petrol'],
  ['transmission', 'manual'],
  ['colour', 'gold'],
  ['city', 'multan'],
  ['registrationCity', 'lahore'],
] as const

let journey: Journey

beforeAll(async () => {
  journey = await openJourney(inject('servers'), { listings: 40, people: 10, pictures: 4 })
})
afterAll(() => journey?.[Symbol.asyncDispose]())

const fits = async (page: PhonePage, name: string): Promise<void> => {
  await page.picture(name)
  expect(await page.run(() => innerWidth)).toBe(390)
  expect(await page.overhang()).toBeLessThanOrEqual(0)
}

describe.each(ENGINES)('in $name', ({ open, phone, push }) => {
  test('a car is found, opened, read in Urdu, and the list narrowed in the sheet', async () => {
    await using engine = await open(await ensureEngines())
    const page = phonePage(engine, journey.platform.webUrl)
    await page.goto('/')
    await page.fill('search-box', 'toyota')
    await page.click('search-submit')
    await page.waitFor('result-total')
    expect(await page.path()).toContain('/cars?')
    const path = (await page.attribute(FIRST_CAR, 'href')) ?? ''
    await fits(page, '1-results')
    await page.click(FIRST_CAR)
    await page.waitFor('detail')
    expect(await page.path()).toBe(path)
    expect(await page.text('detail-price')).toContain('Rs')
    await fits(page, '2-car')
    // Neither engine has a share sheet on a desk: the button copies, and says so.
    const copied = await page.attribute('share', 'data-done')
    await page.click('share')
    await until('the link is copied', async () => (await page.text('share')).trim() === copied)

    await page.click('nav-language')
    await page.waitFor('html[dir=rtl] [data-testid=detail]')
    expect(await page.path()).toBe(`/ur${path}`)
    await fits(page, '3-car-in-urdu')

    await page.goto('/ur/cars')
    await page.click('filters-open')
    await page.waitFor('filters-sheet')
    await page.click('facet-make-toyota')
    await until('the list follows', async () => (await page.path()).includes('make=toyota'))
    await fits(page, '4-filters-in-urdu')
    await page.click('filters-show')
    await until('the sheet is gone', async () => !(await page.seen('filters-sheet')))
    expect(await page.seen('listing-card')).toBe(true)
  })

  test.runIf(inject('long'))(
    'a person signs in by code, posts a car with a photo, changes it and reaches the chat',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'pk-auto-engine-'))
      await using _folder = {
        [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
      }
      const photo = join(folder, 'photo.jpg')
      await writeFile(photo, (await drawPicture(3, 41)).jpeg)
      await using engine = await open(await ensureEngines())
      const page = phonePage(engine, journey.platform.webUrl)

      await page.goto('/login')
      await page.fill('login-phone', phone)
      await page.click('login-send')
      await page.waitFor('login-code')
      await page.fill('login-code', await journey.codeFor(phone))
      await page.waitFor('[data-testid=login-terms], [data-testid=nav-account]')
      if (await page.seen('login-terms')) {
        await page.click('login-terms')
        await page.click('login-accept')
      }
      await page.waitFor('nav-account')

      await page.goto('/sell')
      await page.waitFor('wizard')
      for (const [name, value] of CAR) await page.fill(`sell-${name}`, value)
      await fits(page, '5-sell')
      await page.click('wizard-next')
      await page.waitFor('photos-count')
      await page.upload('photo-input', [photo])
      await until(
        'the photo is ready',
        async () => (await page.attribute('photos-count', 'data-ready')) === '1',
        { timeoutMs: 60_000 },
      )
      await fits(page, '6-photo')
      await page.click('wizard-next')
      await page.fill('sell-price', '38.5 lac')
      await until(
        'the price is read back',
        async () => (await page.attribute('price-echo', 'data-rupees')) === '3850000',
      )
      await page.fill('sell-description', 'Bilkul genuine gari hai, first owner')
      await page.click('wizard-next')
      await page.waitFor('review')
      await fits(page, '7-review')
      await page.click('publish')
      await page.waitFor('published')
      const id = (await page.attribute('published', 'data-id')) ?? ''

      await page.goto('/me/ads')
      const ad = `[data-testid=ad][data-id="${id}"]`
      await page.click(`${ad} [data-testid=ad-edit-price]`)
      await page.fill('price-input', '37 lac')
      await page.click('price-save')
      await until('the new price stands', async () =>
        (await page.text(`${ad} [data-testid=ad-price]`)).includes('37'),
      )
      await fits(page, '8-my-ads')

      await page.click(`${ad} [data-testid=ad-edit]`)
      await page.waitFor('edit-fixed')
      await page.fill('sell-km', '95000')
      await page.fill('sell-colour', 'black')
      await page.click('wizard-next')
      await page.waitFor('photos-count')
      await page.click('wizard-next')
      await page.waitFor('sell-price')
      await page.click('wizard-next')
      for (const name of ['km', 'colour']) await page.waitFor(`change-${name}`)
      await fits(page, '8-edit')
      await page.click('publish')
      await page.waitFor('edited')

      await page.goto('/me/account')
      await page.waitFor('push')
      expect(await page.attribute('push', 'data-state')).toBe(push)
      await fits(page, '9-account')

      await page.goto('/chat')
      await until(
        'the line of the chat is open',
        async () => (await page.attribute('chat-connection', 'data-status')) === 'open',
      )
      await page.waitFor('chat-empty')
      await fits(page, '10-chat')
    },
  )
})
