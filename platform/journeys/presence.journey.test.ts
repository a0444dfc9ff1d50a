// A person hides that they are there: whoever has their conversation open sees that, and its end.
import { newId } from '@pk-auto/kernel/id'
import { afterAll, beforeAll, inject, test } from 'vitest'
import { type Journey, openJourney, type Visitor } from './journey.ts'
import { isOnline, lookAt } from './talk.ts'

const PHONES = ['03009992241', '03009992242'] as const

let journey: Journey
let [watcher, hider] = [] as unknown as [Visitor, Visitor]
let conv: string

beforeAll(async () => {
  journey = await openJourney(inject('servers'), { listings: 0, people: 0, pictures: 0 })
  const [one, other] = await Promise.all(PHONES.map((phone) => journey.personAtApp(phone)))
  conv = await journey.conversations.open(one!, other!, newId())
  watcher = await journey.visitor()
  hider = await journey.visitor({ lang: 'ur' })
  await journey.signIn(watcher.page, PHONES[0])
  await journey.signIn(hider.page, PHONES[1], 'ur')
})
afterAll(async () => {
  await watcher?.[Symbol.asyncDispose]()
  await hider?.[Symbol.asyncDispose]()
  await journey?.[Symbol.asyncDispose]()
})

test('a switch in the account decides whether others see a person there', async () => {
  const { page } = hider
  await watcher.page.goto(`/chat/${conv}`)
  await page.goto(`/ur/chat/${conv}`)
  await Promise.all([isOnline(watcher.page), isOnline(page)])
  const seen = watcher.page.locator('[data-testid=thread-presence][data-online=true]')
  await seen.waitFor()
  await page.goto('/ur/me/account')
  const shown = page.getByTestId('presence-shown')
  await shown.uncheck()
  await page.getByTestId('presence-note').filter({ hasText: 'کسی کو نظر نہیں' }).waitFor()
  await page.getByTestId('presence').scrollIntoViewIfNeeded()
  await lookAt(page, 'presence-1-ur')
  await page.goto(`/ur/chat/${conv}`)
  await isOnline(page)
  await seen.waitFor({ state: 'detached' })
  await page.goto('/me/account')
  await shown.check()
  await page.getByTestId('presence').scrollIntoViewIfNeeded()
  await lookAt(page, 'presence-2-en')
  await page.goto(`/chat/${conv}`)
  await seen.waitFor()
})
