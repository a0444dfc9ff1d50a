// What people type and paste on a phone, in both languages: numbers, codes, prices, measures and
// filters are read however they are written, and what cannot be read is said at its field.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { until } from '@pk-auto/testing/until'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openJourney, type Journey, type Visitor } from './journey.ts'
import { fillCar } from './wizard.ts'

const PICTURES = fileURLToPath(new URL('../../test-results/typed', import.meta.url))
const FACES = [
  { lang: 'en' as const, at: '', national: '3004567801', zero: 0xff10 },
  { lang: 'ur' as const, at: '/ur', national: '3004567802', zero: 0x06f0 },
]

let journey: Journey

beforeAll(async () => {
  journey = await openJourney(inject('servers'), { listings: 40, people: 5, pictures: 2 })
})
afterAll(async () => journey?.[Symbol.asyncDispose]())

const inDigits = (text: string, zero: number): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)))

const codeFor = (national: string) =>
  until('a code', async () => {
    const to = encodeURIComponent(`+92${national}`)
    const answer = await fetch(`${journey.platform.gatewayUrl}/dev/messages?to=${to}`)
    const { items } = (await answer.json()) as { items: { code?: string }[] }
    return items[0]?.code
  })

/** The sentence under a field that is marked as wrong. */
const problemAt = async (page: Page, field: string): Promise<string> => {
  const input = page.getByTestId(field)
  await until(
    `${field} is marked`,
    async () => (await input.getAttribute('aria-invalid')) === 'true',
  )
  const note = await input.getAttribute('aria-describedby')
  return (await page.locator(`#${note}`).textContent())?.trim() ?? ''
}

describe.each(FACES)('in $lang', ({ lang, at, national, zero }) => {
  let visitor: Visitor
  let page: Page
  beforeAll(async () => {
    visitor = await journey.visitor({ lang })
    page = visitor.page
  })
  afterAll(async () => visitor?.[Symbol.asyncDispose]())

  const lookAt = async (name: string): Promise<void> => {
    await page.screenshot({ path: join(PICTURES, `${lang}-${name}.png`) })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html}`)).toEqual([])
  }

  test('a number in any digits, dashes and marks gets a code; others are told why', async () => {
    await page.goto(`${at}/login`)
    const sentences = new Set<string>()
    for (const wrong of ['', 'abc', '0300 123456', '0300 12345678', '042-35761999']) {
      await page.getByTestId('login-phone').fill(wrong)
      await page.getByTestId('login-send').click()
      sentences.add(await problemAt(page, 'login-phone'))
    }
    expect(sentences.size).toBe(5)
    await lookAt('1-landline')
    const written = inDigits(`0${national.slice(0, 3)}–${national.slice(3)}`, zero)
    await page.getByTestId('login-phone').fill(`\u202a${written}\u202c`)
    await page.getByTestId('login-send').click()
    await page.getByTestId('login-code').waitFor()
  })

  test('the whole message may be pasted for its code', async () => {
    const code = inDigits((await codeFor(national)) ?? '', zero)
    await page.getByTestId('login-code').fill(`<#> Automart \u2066${code}\u2069 — 5 min`)
    await page.getByTestId('login-terms').check()
    await page.getByTestId('login-accept').click()
    await page.getByTestId('nav-account').waitFor()
  })

  test('a car is described in the units people use; an excuse is no chassis number', async () => {
    await page.goto(`${at}/sell`)
    await page.getByTestId('wizard').waitFor()
    await page.getByTestId('sell-chassis').fill('XXXXXXXXXXXXXXXXX')
    await fillCar(page, { city: 'lahore', colour: 'white' })
    expect(await problemAt(page, 'sell-chassis')).not.toBe('')
    await lookAt('2-chassis')
    await page.getByTestId('sell-chassis').fill('nze141 – ۶۰۱۲۳۴۵')
    for (const [field, wrong, right] of [
      ['sell-km', 'abc', inDigits('km 1,1', zero).replace(/$/, ' lac')],
      ['sell-engineCc', 'turbo', inDigits('1.3', zero)],
    ] as const) {
      await page.getByTestId(field).fill(wrong)
      await page.getByTestId('wizard-next').click()
      expect(await problemAt(page, field)).not.toBe('')
      await page.getByTestId(field).fill(right)
    }
    await page.getByTestId('wizard-next').click()
    await page.getByTestId('photo-input').waitFor({ state: 'attached' })
    await page.getByTestId('wizard-next').click()
    await page.getByTestId('wizard-next').click()
  })

  test('a price is read however it is written, and one that is none is called so', async () => {
    const price = page.getByTestId('sell-price')
    const rupees = () => page.getByTestId('price-echo').getAttribute('data-rupees')
    await price.fill('abc')
    await page.getByTestId('wizard-next').click()
    expect(await problemAt(page, 'sell-price')).toMatch(/28\.5/)
    for (const typed of [
      'Rs2850000',
      '28,5 lac',
      '\u202a28,50,000\u202c',
      inDigits('28.5 lac', zero),
    ]) {
      await price.fill(typed)
      await until(typed, async () => (await rupees()) === '2850000')
    }
    await lookAt('3-price')
    await page.getByTestId('wizard-next').click()
    const review = await page.getByTestId('review').textContent()
    expect(review).toContain('110,000')
    expect(review).toContain('1,300')
  })

  test('a filter that cannot be read says so at its field and above the results', async () => {
    await page.goto(`${at}/cars`)
    await page.getByTestId('filters-open').click()
    await page.getByTestId('facet-priceTo').fill('abc')
    await page.getByTestId('facet-priceTo').press('Tab')
    expect(await problemAt(page, 'facet-priceTo')).toContain('abc')
    expect(await page.getByTestId('facet-priceTo').inputValue()).toBe('abc')
    await lookAt('4-filter')
    await page.getByTestId('facet-priceTo').fill(inDigits('95,5 lac', zero))
    await page.getByTestId('facet-priceTo').press('Tab')
    await page.waitForURL(/priceTo=9550000$/)
    await until(
      'nothing is wrong any more',
      async () => (await page.getByTestId('unread').count()) === 0,
    )
    await page.getByTestId('filters-show').click()
    expect(await page.getByTestId('listing-card').count()).toBeGreaterThan(0)
  })

  test('reversed years are swapped and said, with and without a script', async () => {
    await page.goto(`${at}/cars?yearFrom=2020&yearTo=2010`)
    expect((await page.getByTestId('unread-year').textContent())?.trim()).not.toBe('')
    await lookAt('5-swapped')
    await page.getByTestId('filters-open').click()
    expect(await page.getByTestId('facet-yearFrom').inputValue()).toBe('2010')
    expect(await page.getByTestId('facet-yearTo').inputValue()).toBe('2020')
    await page.getByTestId('filters-close').click()
    await page.getByTestId('chip-yearFrom').click()
    await page.waitForURL(/\/cars\?yearTo=2020$/)
    expect(await page.getByTestId('unread').count()).toBe(0)
  })

  test('an address with values that nobody knows shows the rest, and says so', async () => {
    await page.goto(`${at}/cars?make=toyota,honda`)
    await page.waitForURL(/make=honda&make=toyota/)
    await page.goto(`${at}/cars?make=ٹویوٹا&city=lhr`)
    await page.waitForURL(/\/cars\?make=toyota&city=lahore$/)
    await page.goto(`${at}/cars?make=toyotaa&city=lahore&sort=distance`)
    expect(await page.getByTestId('unread-make').textContent()).toContain('toyotaa')
    expect(await page.getByTestId('unread-sort').textContent()).toContain('distance')
    await page.getByTestId('chip-city').waitFor()
    await lookAt('6-unknown')
  })
})
