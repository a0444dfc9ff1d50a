// Proves in a real browser that the app can be installed, offers itself at a good moment, and takes
// what is shared with it.
import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import { until } from '@pk-auto/testing/until'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCutOff, type CutOff } from './cut-off-phone.ts'
import { listing } from './sample-market.ts'

const AD = `/cars/${listing.id}/toyota-corolla-2016`
const PUBLIC = new URL('../public/', import.meta.url)
let web: CutOff
beforeAll(async () => {
  web = await openCutOff()
})
afterAll(() => web?.[Symbol.asyncDispose]())

test('the icons of the manifest are there in the sizes it names', async () => {
  const manifest = JSON.parse(await readFile(new URL('manifest.webmanifest', PUBLIC), 'utf8')) as {
    icons: { src: string; sizes: string; type: string; purpose: string }[]
  }
  const drawn = manifest.icons.filter(({ type }) => type === 'image/png')
  for (const { src, sizes } of drawn) {
    const { width, height } = await sharp(new URL(`.${src}`, PUBLIC).pathname).metadata()
    expect(`${width}x${height}`).toBe(sizes)
  }
  expect(drawn.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual([
    ...['192x192 any', '512x512 any', '512x512 maskable'],
  ])
})

test('who asks for /favicon.ico without reading a page gets the icon', async () => {
  const answer = await fetch(`${web.door.url}/favicon.ico`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/x-icon'])
  const bytes = Buffer.from(await answer.arrayBuffer())
  // An icon file of one picture, and that a PNG.
  expect([...bytes.subarray(0, 8)]).toEqual([0, 0, 1, 0, 1, 0, 48, 48])
  expect(bytes.length).toBeLessThan(4_096)
  const { width, height } = await sharp(bytes.subarray(bytes.readUInt32LE(18))).metadata()
  expect([width, height]).toEqual([48, 48])
})

test('a shared link of ours opens its page, other text becomes a search', async () => {
  const page = await web.phone()
  const share = (parts: Record<string, string>): Promise<unknown> =>
    page.goto(`${web.door.url}/share?${new URLSearchParams(parts)}`)
  await share({ title: 'Corolla', text: `Look at this ${web.door.url}${AD}` })
  expect(page.url()).toBe(web.door.url + AD)
  await page.getByTestId('detail-title').waitFor()
  await share({ title: 'corolla multan' })
  expect(new URL(page.url()).searchParams.get('q')).toBe('corolla multan')
  await share({ url: 'https://elsewhere.example/cars/1' })
  expect(page.url()).toBe(`${web.door.url}/`)
})

/** The browser says that the app could be installed; what it was asked is written down. */
const offer = (page: Page, outcome: 'accepted' | 'dismissed'): Promise<void> =>
  page.evaluate((chosen) => {
    const event = new Event('beforeinstallprompt', { cancelable: true })
    const prompt = (): Promise<void> => {
      document.documentElement.dataset['prompted'] = 'yes'
      return Promise.resolve()
    }
    dispatchEvent(
      Object.assign(event, { prompt, userChoice: Promise.resolve({ outcome: chosen }) }),
    )
  }, outcome)

test('the app offers itself after a first favourite, and a no is taken', async () => {
  const page = await web.phone({ signedIn: true })
  const notice = page.getByTestId('install')
  web.answers[`PUT /me/favourites/${listing.id}`] = () => ({})
  await page.goto(web.door.url + AD)
  await offer(page, 'accepted')
  expect(await notice.isVisible()).toBe(false)
  await page.getByTestId('heart').first().click()
  await notice.waitFor()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  await page.goto(`${web.door.url}/ur`)
  await offer(page, 'accepted')
  await notice.waitFor()
  await page.goto(`${web.door.url}/sell`)
  await offer(page, 'accepted')
  expect(await notice.isVisible()).toBe(false)
  await page.goto(web.door.url)
  await offer(page, 'accepted')
  await page.getByTestId('install-yes').click()
  await until('the browser asks', async () =>
    page.evaluate(() => document.documentElement.dataset['prompted'] === 'yes'),
  )
  expect(await notice.isVisible()).toBe(false)
  await page.reload()
  await offer(page, 'accepted')
  await page.getByTestId('install-no').click()
  await page.reload()
  await offer(page, 'accepted')
  expect(await notice.isVisible()).toBe(false)
})
