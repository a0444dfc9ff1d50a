// What of the pages that were seen lies on this device, by the titles they had.
import { ANYONE, PAGES, SHELL } from './copies.ts'

/** `filters`: what was set, by which two searches of one title are told apart. */
export type Stored = { readonly path: string; readonly title: string; readonly filters: string }

/** Without the name of the site. */
const TITLE = /^(.*) · [^·]*$/s
const CHIPS = ".chips .chip:not([data-testid='chips-clear'])"
const IS_AD = /^(?:\/ur)?\/cars\/./
const IS_LIST = /^(?:\/ur)?\/?(?:$|cars$)/

/** A style sheet of another page is against the policy of this one, even where nobody sees it. */
const STYLES = /<style[^>]*>[^]*?<\/style>/g

const read = (html: string): Omit<Stored, 'path'> => {
  const page = new DOMParser().parseFromString(html.replaceAll(STYLES, ''), 'text/html')
  const words = [...page.querySelectorAll(CHIPS)].map((chip) => chip.textContent.trim())
  return {
    title: TITLE.exec(page.title)?.[1] ?? page.title,
    filters: [...new Set(words)].join(' · '),
  }
}

const pagesIn = async (name: string): Promise<readonly Stored[]> => {
  const cache = await caches.open(name)
  const keys = await cache.keys()
  const pages = keys
    .map(({ url }) => new URL(url))
    .filter(({ pathname }) => !pathname.startsWith('/api/'))
  return Promise.all(
    pages.map(async ({ pathname, search }) => {
      const stored = await cache.match(pathname + search, { ignoreVary: true })
      return { path: pathname + search, ...read((await stored?.text()) ?? '') }
    }),
  )
}

/** Of this person and of anyone, the latest first. */
export const storedPages = async (
  person: string | undefined,
): Promise<{ readonly ads: readonly Stored[]; readonly lists: readonly Stored[] }> => {
  const wanted = [ANYONE, ...(person === undefined ? [] : [person])].map((one) => PAGES + one)
  const names = (await caches.keys()).filter((name) => wanted.includes(name))
  const all = (await Promise.all(names.map(pagesIn))).flat().toReversed()
  const pages = [...new Map(all.map((page) => [page.path, page])).values()]
  const pathOf = ({ path }: Stored): string => path.replace(/\?.*/, '')
  return {
    ads: pages.filter((page) => IS_AD.test(pathOf(page))),
    lists: pages.filter((page) => IS_LIST.test(pathOf(page))),
  }
}

/** The pages of the app that open offline. */
export const storedApps = async (): Promise<readonly string[]> => {
  const names = (await caches.keys()).filter((name) => name.startsWith(SHELL))
  const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
  return keys.flat().map(({ url }) => new URL(url).pathname)
}
