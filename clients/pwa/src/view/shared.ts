// Where something that was shared with the app leads: a link of ours to its page, other text to a
// search.
import { langOf, localPath } from '@pk-auto/ui/locale'
import { EMPTY_SEARCH } from '@pk-auto/ui/search-state'
import { searchPath } from '@pk-auto/ui/search-url'
import { shortAd } from '@pk-auto/ui/address/short-ad'

const LINK = /https?:\/\/\S+/g
const AD_PATH = /^(?:\/ur)?\/cars\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![^/?])/
const SHORT_PATH = /^(?:\/ur)?\/a\/([0-9A-Za-z]+)(?![^/?])/
const MOST_LETTERS = 200

export type Shared = { readonly title: string; readonly text: string; readonly url: string }

/** The path of a link that leads to a page of this origin. */
const ownPath = (link: string, origin: string): string | undefined => {
  const url = URL.canParse(link) ? new URL(link) : undefined
  if (url?.origin !== origin || /^\/(api|media)\//.test(url.pathname)) return undefined
  // One slash at its beginning: two would name another host.
  return `/${url.pathname.replace(/^\/+/, '')}${url.search}`
}

const adOf = (path: string): string | undefined =>
  AD_PATH.exec(path)?.[1] ?? shortAd(SHORT_PATH.exec(path)?.[1] ?? '')

/** The id of the ad that a text names by its link or by nothing but its id. */
export const pastedAd = (text: string, origin: string): string | undefined => {
  const links = text.match(LINK) ?? [`${origin}/cars/${text.trim()}`]
  const [id] = links.flatMap((link) => adOf(ownPath(link, origin) ?? '') ?? [])
  return id
}

/** A path of ours. Apps put a link wherever they like, and often between words. */
export const sharedPath = ({ title, text, url }: Shared, origin: string): string => {
  const links = `${url} ${text} ${title}`.match(LINK) ?? []
  const [own] = links.flatMap((link) => ownPath(link, origin) ?? [])
  if (own !== undefined) return own
  const words = [text, title]
    .map((part) => part.replace(LINK, ' ').replace(/\s+/g, ' ').trim())
    .find((part) => part !== '')
  if (words === undefined) return '/'
  const q = words.slice(0, MOST_LETTERS)
  return localPath(langOf(q), searchPath({ ...EMPTY_SEARCH, q }))
}
