// A person without an account writes a first ad: the first screen says that a sign-in comes, the
// review shows all that was filled in, and a name is asked for once, after the ad is live.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openJourney, type Journey, type Visitor } from './journey.ts'
import { packedScripts } from './packed-scripts.ts'
import { lookAt } from './talk.ts'
import { fillCar, tabTo, typeCar } from './wizard.ts'

const PHONE = '03005557733'

let journey: Journey
let seller: Visitor

beforeAll(async () => {
  journey = await openJourney(inject('servers'), { listings: 0, people: 0, pictures: 0 })
  seller = await journey.visitor({ width: 360 })
})

afterAll(async () => {
  await seller?.[Symbol.asyncDispose]()
  await journey?.[Symbol.asyncDispose]()
})

test('the first screen says that a sign-in comes, a missing car has its way on', async () => {
  const { page } = seller
  for (const lang of ['ur', 'en'] as const) {
    await page.goto(lang === 'ur' ? '/ur/sell' : '/sell')
    await page.getByTestId('sign-in-later').waitFor()
    await lookAt(page, `sign-in-later-${lang}`)
  }
  await page.getByTestId('missing-open').click()
  await page.getByTestId('missing-make').fill('Toyota')
  await page.getByTestId('missing-model').fill('Corola Fielder')
  await page.getByTestId('missing-send').click()
  await page.getByTestId('missing-sent').waitFor()
  await page.getByTestId('missing-sent').scrollIntoViewIfNeeded()
  await lookAt(page, 'missing-en')
  await page.getByTestId('missing-model').fill('Corola')
  await page.getByTestId('missing-near').first().click()
  expect(await page.getByTestId('sell-model').inputValue()).toBe('corolla')
  await fillCar(page, { city: 'lahore', colour: 'red' })
  await page.getByTestId('login-sheet').waitFor()
  await journey.signIn(page, PHONE)
})

test('the review shows everything, and each row leads to its field', async () => {
  const { page } = seller
  await page.getByTestId('wizard-next').click()
  await page.getByTestId('wizard-next').click()
  await page.getByTestId('sell-price').fill('30 lac')
  await page.getByTestId('wizard-next').click()
  await page.getByTestId('review').waitFor()
  for (const name of ['make', 'generation', 'year', 'km', 'body', 'assembly', 'condition', 'price'])
    await page.getByTestId(`review-${name}`).waitFor()
  await lookAt(page, 'review-en')
  await page.getByTestId('review-km').click()
  await page.locator('#f-km:focus').waitFor()
  for (let step = 0; step < 3; step += 1) await page.getByTestId('wizard-next').click()
  await page.getByTestId('review-price').click()
  await page.locator('#f-price:focus').waitFor()
  await page.getByTestId('wizard-next').click()
})

test('the name is asked once the ad is live, and not a second time', async () => {
  const { page } = seller
  await page.getByTestId('publish').click()
  await page.getByTestId('name-question').waitFor()
  await lookAt(page, 'name-question-en')
  await page.getByTestId('name-input').fill('0300 5557733')
  await page.getByTestId('name-save').click()
  await page.locator('#f-displayName-note.wrong').waitFor()
  await page.getByTestId('name-input').fill('Ayesha')
  await page.getByTestId('name-save').click()
  await page.getByTestId('name-saved').waitFor()
  const app = await journey.personAtApp(PHONE)
  const { body } = await app.call<{ displayName: string }>('GET', '/api/v1/me')
  expect(body.displayName).toBe('Ayesha')
})

test.each(['en', 'ur'] as const)(
  'in the dark and by keyboard alone an ad is written, signed in for and published, in %s',
  async (lang) => {
    await using visitor = await journey.visitor({ lang, width: 360 })
    const { page } = visitor
    const phone = lang === 'ur' ? '03005557734' : '03005557735'
    const enter = async (testId: string) => {
      await tabTo(page, testId)
      await page.keyboard.press('Enter')
    }
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.goto(lang === 'ur' ? '/ur/sell' : '/sell')
    await page.getByTestId('sell-make').waitFor()
    await lookAt(page, `dark-car-${lang}`)
    await typeCar(page)
    await page.getByTestId('login-sheet').waitFor()
    await lookAt(page, `dark-login-${lang}`)
    await tabTo(page, 'login-phone')
    await page.keyboard.type(phone)
    await page.keyboard.press('Enter')
    await page.getByTestId('login-code').waitFor()
    await tabTo(page, 'login-code')
    await page.keyboard.type(await journey.codeFor(phone))
    await page.getByTestId('login-terms').waitFor()
    await tabTo(page, 'login-terms')
    await page.keyboard.press('Space')
    await enter('login-accept')
    await page.getByTestId('photos-count').waitFor()
    await page.getByTestId('login-sheet').waitFor({ state: 'hidden' })
    await lookAt(page, `dark-photos-${lang}`)
    // Without a photo the page asks once whether that is meant.
    await enter('wizard-next')
    await enter('wizard-next')
    await page.getByTestId('sell-price').waitFor()
    await lookAt(page, `dark-details-${lang}`)
    await tabTo(page, 'sell-price')
    await page.keyboard.type('28 lac')
    await enter('wizard-next')
    await page.getByTestId('review').waitFor()
    await lookAt(page, `dark-review-${lang}`)
    await enter('publish')
    await page.getByTestId('name-question').waitFor()
    await lookAt(page, `dark-published-${lang}`)
  },
)

test.each(['/sell', '/me/ads/0198e1b0-3f52-7a90-8c66-2d9b7e41f0a4'])(
  '%s brings at most 40 KB of packed scripts',
  async (path) => {
    const bytes = await packedScripts(seller.page, path)
    expect(bytes).toBeLessThanOrEqual(40 * 1024)
  },
)
