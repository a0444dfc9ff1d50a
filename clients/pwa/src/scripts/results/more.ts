// The cars behind "show more": appended page by page, and again after Back or a reload.

/** What an entry of the history remembers of its list: how many pages were appended. */
type Remembered = { readonly pages?: number }

/** More would be a long wait at the beginning; the rest is one tap away. */
const MOST_PAGES = 10

const pagesShown = (): number => ((history.state ?? {}) as Remembered).pages ?? 0
/** Of the list that is shown, which may have several entries of the history. */
let pages = 0

// Not in the history's entry: what is noted there while the page is left is lost.
const PLACE = 'automart.place'
type Place = { readonly address: string; readonly scrollY: number }

const storePlace = (): void => {
  try {
    const place: Place = { address: location.href, scrollY: Math.round(scrollY) }
    sessionStorage.setItem(PLACE, JSON.stringify(place))
  } catch {
    // Storage is refused: the list is as long as before, and begins at its top.
  }
}

/** Where the visitor was when they left this address last, in CSS pixels. */
const placeHere = (): number | undefined => {
  try {
    const place = JSON.parse(sessionStorage.getItem(PLACE) ?? 'null') as Partial<Place> | null
    return place?.address === location.href ? place.scrollY : undefined
  } catch {
    return undefined
  }
}

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

const remember = (): void => history.replaceState({ ...history.state, pages }, '')

/** Remembers one page more for whoever comes back. */
export const rememberMore = (): void => {
  pages = pagesShown() + 1
  remember()
}

/** The history went on to another entry, and the list is the same. */
export const retainPages = (): void => {
  if (pages > 0) remember()
}

/** Shows as much as was shown when this entry of the history was left, and the same place of it. */
export const restoreMore = async (): Promise<void> => {
  pages = Math.min(pagesShown(), MOST_PAGES)
  if (pages === 0) return
  const place = placeHere()
  for (let left = pages; left > 0; left -= 1) if (!(await appendNext())) break
  if (place !== undefined) scrollTo({ top: place, behavior: 'instant' })
}

/** Call it once: leaving the page notes how far down the visitor was. */
export const rememberPlace = (): void =>
  addEventListener('pagehide', () => {
    if (pagesShown() > 0) storePlace()
  })
