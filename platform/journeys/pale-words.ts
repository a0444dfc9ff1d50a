// What cannot be read against what is behind it, in the colours that the page has just now.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** By axe's contrast alone: the rest of a page is the same in all colours. */
export async function paleWords(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze()
  return violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))
}
