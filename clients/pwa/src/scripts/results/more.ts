// The cars behind "show more": appended page by page, and again after Back or a reload.

/** What an entry of the history remembers of its list. */
type Remembered = {
  /** How many pages were appended to the first. */
  readonly pages?: number
  /** Where the visitor was when they left, in CSS pixels. */
  readonly scrollY?: number
}

/** More would be a long wait at the beginning; the rest is one tap away. */
const MOST_PAGES = 10

const remembered = (): Remembered => (history.state ?? {}) as Remembered
const remember = (part: Remembered): void => history.replaceState({ ...remembered(), ...part }, '')

/**
 * Appends the page behind the link, if there is one and the list is still the same by then; answers
 * with its first card. @throws Error when the page cannot be had: nothing has changed then
 */
export const appendNext = async (): Promise<Element | undefined> => {
  const list = document.querySelector('[data-testid=results]')
  const link = document.querySelector<HTMLAnchorElement>('a[data-more]')
  if (!list || !link || link.ariaDisabled === 'true') return undefined
  link.ariaDisabled = 'true'
  try {
    const response = await fetch(link.href)
    if (!response.ok) throw new Error(`the next page answered ${response.status}`)
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    if (!link.isConnected || !list.isConnected) return undefined
    const fresh = [...page.querySelectorAll('[data-testid=listing-card]')]
    const next = page.querySelector('[data-more]')?.closest('p')
    list.append(...fresh)
    const paragraph = link.closest('p')
    if (next) paragraph?.replaceWith(next)
    else paragraph?.remove()
    return fresh[0]
  } finally {
    link.ariaDisabled = null
  }
}

/** Remembers one page more for whoever comes back. */
export const rememberMore = (): void => remember({ pages: (remembered().pages ?? 0) + 1 })

/** Shows as much as was shown when this entry of the history was left, and the same place of it. */
export const restoreMore = async (): Promise<void> => {
  const { pages = 0, scrollY } = remembered()
  if (pages === 0) return
  for (let at = 0; at < Math.min(pages, MOST_PAGES); at += 1) if (!(await appendNext())) break
  if (scrollY !== undefined) scrollTo({ top: scrollY, behavior: 'instant' })
}

/** Call it once: leaving the page notes how far down the visitor was. */
export const rememberPlace = (): void =>
  addEventListener('pagehide', () => {
    if ((remembered().pages ?? 0) > 0) remember({ scrollY: Math.round(scrollY) })
  })
