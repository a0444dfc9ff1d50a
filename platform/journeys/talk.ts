// What a person does and sees on the chat pages.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const PICTURES = fileURLToPath(new URL('../../test-results/chat', import.meta.url))

/** No accessibility fault, nothing hanging out of the side; leaves a picture to look at. */
export async function lookAt(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(PICTURES, `${name}.png`) })
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html}`)).toEqual([])
  expect(
    await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    ),
  ).toBeLessThanOrEqual(0)
}

/** The text as large as some people set it on their phone. */
export const enlarge = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.documentElement.style.fontSize = '130%'
  })
export const write = async (page: Page, text: string): Promise<void> => {
  await page.getByTestId('composer').fill(text)
  await page.getByTestId('send').click()
}
export const bubble = (page: Page, text: string) =>
  page.getByTestId('bubble').filter({ has: page.getByText(text, { exact: true }) })
export const texts = (page: Page): Promise<string[]> =>
  page.getByTestId('bubble-text').allTextContents()
export const stateOf = (page: Page, text: string): Promise<string | null> =>
  bubble(page, text).getByTestId('bubble-state').getAttribute('data-state')
export const isOnline = (page: Page): Promise<unknown> =>
  page
    .locator('[data-testid=chat-connection][data-status=open]')
    .first()
    .waitFor({ state: 'attached' })
/** What chat's own log holds. */
export const logged = async (page: Page, id: string): Promise<string[]> => {
  const answer = await page.request.get(`/api/v1/chat/conversations/${id}/events?after=0&limit=200`)
  const { events } = (await answer.json()) as { events: { body: { text?: string } }[] }
  return events.map(({ body }) => body.text ?? '')
}
/** How many rows and events of chats lie on the device. */
export const copiesOn = (page: Page): Promise<number[]> =>
  page.evaluate(async () => {
    const opening = indexedDB.open('automart-chat')
    await new Promise((resolve) => opening.addEventListener('success', resolve))
    const counts = ['rows', 'events'].map((name) => {
      const request = opening.result.transaction(name).objectStore(name).count()
      return new Promise<number>((resolve) =>
        request.addEventListener('success', () => resolve(request.result)),
      )
    })
    return Promise.all(counts)
  })
