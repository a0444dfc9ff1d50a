// The list of results on a phone whose line comes and goes: what was chosen and what was shown
// stays.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openJourney, type Journey, type Visitor } from './journey.ts'

const PICTURES = fileURLToPath(new URL('../../test-results/results', import.meta.url))
const PAGE = 24
const FACES = [
  { lang: 'en' as const, at: '' },
  { lang: 'ur' as const, at: '/ur' },
]

let journey: Journey
beforeAll(async () => {
  journey = await openJourney(inject('servers'), { listings: 90, people: 5, pictures: 2 })
})
afterAll(async () => journey?.[Symbol.asyncDispose]())

describe.each(FACES)('in $lang', ({ lang, at }) => {
  let visitor: Visitor
  beforeAll(async () => {
    visitor = await journey.visitor({ lang })
  })
  afterAll(async () => visitor?.[Symbol.asyncDispose]())

  const cards = () => visitor.page.getByTestId('listing-card').count()
  const lost = () => visitor.page.getByTestId('results-lost').filter({ visible: true }).first()
  const lookAt = async (name: string): Promise<void> => {
    const { page } = visitor
    await page.screenshot({ path: join(PICTURES, `${lang}-${name}.png`) })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html}`)).toEqual([])
  }

  test('offline "show more" stays, says so, and goes on with the connection', async () => {
    const { page, context } = visitor
    await page.goto(`${at}/cars`)
    await context.setOffline(true)
    await page.getByTestId('next-page').click()
    await lost().waitFor()
    expect(await cards()).toBe(PAGE)
    expect(await page.getByTestId('next-page').count()).toBe(1)
    await lookAt('1-more-lost')
    await context.setOffline(false)
    await until('the next page is there', async () => (await cards()) === 2 * PAGE)
    expect(await lost().count()).toBe(0)
  })

  test('Back and a reload show as many cars as before, at the same place', async () => {
    const { page } = visitor
    await page.getByTestId('next-page').click()
    await until('three pages', async () => (await cards()) > 2 * PAGE)
    const shown = await cards()
    const far = page.getByTestId('listing-card').nth(2 * PAGE + 1)
    await far.scrollIntoViewIfNeeded()
    const place = await page.evaluate(() => Math.round(scrollY))
    const isBack = (how: string) =>
      until(how, async () => {
        const top = await page.evaluate(() => scrollY)
        return (await cards()) === shown && Math.abs(top - place) < 200
      })
    await page.reload()
    await isBack('the reloaded list is as long and as far')
    await far.getByRole('link').first().click()
    await page.getByTestId('detail-title').waitFor()
    await page.goBack()
    await isBack('Back leads to the same place')
  })

  test('offline a ticked filter stays, says so, and applies with the connection', async () => {
    const { page, context } = visitor
    await page.goto(`${at}/cars`)
    await page.getByTestId('filters-open').click()
    const honda = page.getByTestId('facet-make-honda')
    await context.setOffline(true)
    await honda.check()
    await lost().waitFor()
    expect(await honda.isChecked()).toBe(true)
    expect(new URL(page.url()).search).toBe('')
    await lookAt('2-filter-lost')
    await context.setOffline(false)
    await page.waitForURL(/make=honda/)
    expect(await lost().count()).toBe(0)
    expect(await page.getByTestId('facet-make-honda').isChecked()).toBe(true)
  })
  test('the link of an ad that somebody sent leads to the ad, suggested and searched', async () => {
    const { page } = visitor
    await page.goto(`${at}/cars`)
    const id = await page.getByTestId('listing-card').first().getAttribute('data-id')
    const link = new URL(`/cars/${id}`, page.url()).href
    const box = page.getByTestId('search-box')
    await box.fill(`dekho ${link}`)
    const suggested = page.getByTestId('suggestions').getByRole('option')
    // What is popular stood there for the empty box.
    await until('the ad alone is suggested', async () => (await suggested.count()) === 1)
    await lookAt('3-pasted')
    await suggested.first().click()
    await page.waitForURL(new RegExp(`${at}/cars/${id}`))
    await page.goBack()
    await box.fill(link)
    await page.getByTestId('search-submit').click()
    await page.waitForURL(new RegExp(`${at}/cars/${id}`))
  })
})
