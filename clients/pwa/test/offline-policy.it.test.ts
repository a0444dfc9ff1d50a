// Proves in a real browser that the offline page, which reads stored pages, keeps to its own
// content security policy: what a console shows is an error that somebody looks for.
import { until } from '@pk-auto/testing/until'
import { expect, test } from 'vitest'
import { openCutOff } from './cut-off-phone.ts'
import { listing } from './sample-market.ts'

test.for(['/offline', '/ur/offline'])('%s names stored pages without an error', async (path) => {
  await using web = await openCutOff()
  const page = await web.phone({ path: `/cars/${listing.id}/toyota-corolla-2016` })
  for (const one of ['/ur/offline', `/cars/${listing.id}`])
    await until(`${one} is stored`, () =>
      page.evaluate(async (at) => Boolean(await caches.match(at, { ignoreVary: true })), one),
    )
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(error.message))
  web.door.cut()
  await page.goto(web.door.url + path)
  const stored = page.getByTestId('offline-ads').getByRole('link')
  await stored.waitFor()
  expect(await stored.textContent()).toContain('Corolla')
  expect(errors).toEqual([])
})
