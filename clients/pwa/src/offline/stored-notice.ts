// Says that a page is a copy, and from when: its worker has marked it.
import { ago } from '@pk-auto/ui/measure'
import type { Locale } from '@pk-auto/ui/locale'

/** Of this page, or of one whose parts were swapped into it. */
export const showStored = (page: Document = document): void => {
  const root = document.documentElement
  const { stored } = page.documentElement.dataset
  const place = document.querySelector<HTMLElement>('[data-copy]')
  if (stored === undefined) return void delete root.dataset['stored']
  root.dataset['stored'] = stored
  const locale: Locale = root.lang === 'ur' ? 'ur' : 'en'
  const when = ago(new Date(stored), new Date(), locale)
  if (place) place.textContent = (place.dataset['copy'] ?? '').replace('{when}', when)
}
