// Makes the results page live: every change of a filter fetches the page of the new URL and swaps
// its parts in. The form works without it.
import { formatSearch, readSearch } from '@pk-auto/ui/search-url'
import { showStored } from '../../offline/stored-notice.ts'
import { retryWhenOnline, sayFound, sayLost } from './lost.ts'
import { appendNext, retainPages, rememberMore, rememberPlace, restoreMore } from './more.ts'

const root = document.querySelector<HTMLElement>('[data-results]')
const sheet = document.querySelector<HTMLDialogElement>('[data-sheet]')
const wide = matchMedia('(min-width: 64rem)')
const addressHere = (): string => location.pathname + location.search
/** The address of the entry of the history that the page is at. */
let entry = addressHere()
let turn = 0
let asking: AbortController | undefined

const part = (within: ParentNode, name: string): HTMLElement | null =>
  within.querySelector<HTMLElement>(`[data-swap='${name}']`)
const formOf = (): HTMLFormElement | null => document.querySelector<HTMLFormElement>('#facets')

/**
 * The address of the form's state in its canonical spelling; as typed when part of it cannot be
 * read, so that the page says so at its field.
 */
const addressOf = (form: HTMLFormElement): string => {
  const params = new URLSearchParams()
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && value.trim() !== '') params.append(name, value)
  const { state, unread } = readSearch(params)
  const query = (unread.length > 0 ? params : formatSearch(state)).toString()
  const path = new URL(form.action).pathname
  return query ? `${path}?${query}` : path
}

/** Whether something was chosen that the page was not written with. */
const isChosen = (form: HTMLFormElement): boolean =>
  [...form.elements].some(
    (one) => one instanceof HTMLInputElement && one.checked !== one.defaultChecked,
  )

const announce = (text: string): void => {
  const status = document.querySelector<HTMLElement>('[data-status]')
  if (status) status.textContent = text
}

const ghosts = (): HTMLElement => {
  const list = document.createElement('div')
  list.className = 'cards ghosts'
  list.append(
    ...Array.from({ length: 6 }, () =>
      Object.assign(document.createElement('div'), { className: 'ghost' }),
    ),
  )
  return list
}

/**
 * Swaps the fetched facets in; what was open, the scroll positions and the focus stay as they were.
 */
const swapFacets = (fresh: HTMLElement, old: HTMLElement): void => {
  const opened = new Map(
    [...old.querySelectorAll('details')].map((one) => [one.dataset['facet'], one.open]),
  )
  const scrolled = new Map(
    [...old.querySelectorAll('details')].map((one) => [
      one.dataset['facet'],
      one.querySelector('ul')?.scrollTop ?? 0,
    ]),
  )
  const focused =
    document.activeElement instanceof HTMLElement && old.contains(document.activeElement)
      ? document.activeElement.dataset['testid']
      : undefined
  old.replaceChildren(...fresh.childNodes)
  for (const one of old.querySelectorAll('details')) {
    const name = one.dataset['facet']
    if (opened.has(name)) one.open = opened.get(name) ?? false
    const list = one.querySelector('ul')
    if (list) list.scrollTop = scrolled.get(name) ?? 0
  }
  if (focused)
    old
      .querySelector<HTMLElement>(`[data-testid='${CSS.escape(focused)}']`)
      ?.focus({ preventScroll: true })
}

const swap = (page: Document): void => {
  for (const name of ['head', 'list', 'filters-label', 'show']) {
    const fresh = part(page, name)
    part(document, name)?.replaceChildren(...(fresh?.childNodes ?? []))
  }
  const freshFacets = part(page, 'facets')
  const facets = part(document, 'facets')
  if (freshFacets && facets) swapFacets(freshFacets, facets)
  const sort = document.querySelector<HTMLSelectElement>('select[name=sort]')
  const freshSort = page.querySelector<HTMLSelectElement>('select[name=sort]')
  if (sort && freshSort) {
    const chosen = freshSort.value
    sort.replaceChildren(...freshSort.childNodes)
    sort.value = chosen
  }
  const language = page.querySelector<HTMLAnchorElement>('[data-testid=nav-language]')
  document
    .querySelector<HTMLAnchorElement>('[data-testid=nav-language]')
    ?.setAttribute('href', language?.getAttribute('href') ?? '/')
  document.title = page.title
  showStored(page)
  const news = ['[data-testid=unread]', '[data-total]'].map((at) => page.querySelector(at))
  announce(news.flatMap((part) => part?.textContent.trim() ?? []).join(' '))
  document.dispatchEvent(new Event('swapped'))
}

/**
 * Shows the page of an address without leaving this one. Offline the form stays as it was
 * set, and the address is asked for again.
 */
const show = async (address: string, remember: boolean): Promise<void> => {
  const mine = ++turn
  asking?.abort()
  asking = new AbortController()
  const list = part(document, 'list')
  const slow = setTimeout(() => {
    list?.setAttribute('aria-busy', 'true')
    list?.prepend(ghosts())
    announce(root?.dataset['updating'] ?? '')
  }, 120)
  try {
    const response = await fetch(address, {
      headers: { accept: 'text/html' },
      signal: asking.signal,
    })
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    if (mine !== turn) return
    // A question may lead elsewhere: the link of an ad leads to the ad.
    if (response.redirected && !part(page, 'list')) return location.assign(response.url)
    swap(page)
    sayFound()
    if (remember) {
      history.pushState(null, '', address)
      entry = addressHere()
    }
    await restoreMore()
  } catch {
    if (mine === turn) sayLost(() => void show(address, remember))
  } finally {
    clearTimeout(slow)
    if (mine === turn) {
      list?.removeAttribute('aria-busy')
      list?.querySelector('.ghosts')?.remove()
    }
  }
}

const showMore = async (): Promise<void> => {
  const mine = turn
  try {
    const first = await appendNext()
    if (!first) return
    sayFound()
    rememberMore()
    first.querySelector('a')?.focus({ preventScroll: true })
  } catch {
    if (mine === turn) sayLost(() => void showMore())
  }
}

const openSheet = (): void => {
  const facets = part(document, 'facets')
  if (!sheet || !facets) return
  sheet.querySelector('[data-sheet-body]')?.append(facets)
  sheet.showModal()
}

const facetsBack = (): void => {
  const facets = part(document, 'facets')
  if (facets) document.querySelector('[data-rail]')?.append(facets)
}

if (root && sheet) {
  document.documentElement.classList.add('live')
  const change = (remember = true): void => {
    const form = formOf()
    if (form) void show(addressOf(form), remember)
  }
  document.addEventListener('change', (event) => {
    if (event.target instanceof HTMLElement && event.target.closest('#facets, select[name=sort]'))
      change()
  })
  document.addEventListener('submit', (event) => {
    if (event.target !== formOf()) return
    event.preventDefault()
    if (
      document.activeElement instanceof HTMLInputElement &&
      document.activeElement.type === 'search'
    )
      document.activeElement.blur()
    change()
  })
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || event.metaKey || event.ctrlKey || event.shiftKey)
      return
    const open = event.target.closest('[data-open-sheet]')
    const close = event.target.closest('[data-close-sheet]')
    const more = event.target.closest('a[data-more]')
    if (open && !wide.matches) {
      event.preventDefault()
      openSheet()
    } else if (close || event.target === sheet) sheet.close()
    else if (more) {
      event.preventDefault()
      void showMore()
    }
  })
  sheet.addEventListener('close', facetsBack)
  wide.addEventListener('change', () => sheet.open && sheet.close())
  addEventListener('popstate', () => {
    // A step within the page, as the link past the filters makes it, has the same list.
    if (entry === addressHere()) return retainPages()
    entry = addressHere()
    void show(location.href, false)
  })
  retryWhenOnline()
  rememberPlace()
  void restoreMore().catch(() => undefined)
  // Somebody was quicker than this script.
  const form = formOf()
  if (form && isChosen(form)) change()
  if (location.hash === '#facets' && !wide.matches) {
    history.replaceState(history.state, '', addressHere())
    openSheet()
  }
}
