// Which addresses can be read offline, and under which key each is stored.

/**
 * `app`: a page that shows nothing private until its script has asked, the same for everybody.
 * `page`: what its reader saw. `list`: rows of a person, as JSON. Others always need the network.
 */
export type Readable = { readonly kind: 'app' | 'page' | 'list'; readonly key: string }

const APPS = /^\/(chat|favourites|me\/(?:ads|leads))(\/|$)/
const AD = /^\/(cars|sellers)\/[\w-]+/
const LISTS = /^\/api\/v1\/me\/(listings|favourites|leads)$/

/** The path in English, and the beginning that it has in Urdu. */
const split = (path: string): { readonly lang: string; readonly plain: string } =>
  /^\/ur(\/|$)/.test(path)
    ? { lang: '/ur', plain: path.slice(3) || '/' }
    : { lang: '', plain: path }

/** `/chat/{id}` is the page `/chat`, and an ad is the same under any spelling of its title. */
export const readableAt = ({ pathname, search }: URL): Readable | undefined => {
  if (LISTS.test(pathname)) return { kind: 'list', key: pathname + search }
  const { lang, plain } = split(pathname)
  const [, app] = APPS.exec(plain) ?? []
  if (app !== undefined) return { kind: 'app', key: `${lang}/${app}` }
  const [ad] = AD.exec(plain) ?? []
  if (ad !== undefined) return { kind: 'page', key: lang + ad }
  if (plain === '/' || plain === '/cars') return { kind: 'page', key: pathname + search }
  return undefined
}

export const isAd = ({ pathname }: URL): boolean => AD.test(split(pathname).plain)

/** What is shown instead of a page that cannot be had, in the language of that page. */
export const offlinePage = ({ pathname }: URL): string => `${split(pathname).lang}/offline`
