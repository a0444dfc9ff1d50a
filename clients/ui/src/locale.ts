// The two languages of the market, their direction, and how a path shows its language.
export type Locale = 'en' | 'ur'
export const LOCALES: readonly Locale[] = ['en', 'ur']

/** A text in both languages, as the API gives labels. */
export type Label = { readonly en: string; readonly ur: string }

export const directionOf = (locale: Locale): 'ltr' | 'rtl' => (locale === 'ur' ? 'rtl' : 'ltr')

// Two slashes at its beginning would make a path the address of another host.
const oneSlash = (path: string): string => path.replace(/^\/{2,}/, '/')

/**
 * `/ur/cars` → `{locale: 'ur', path: '/cars'}`; any other path is English. The path begins with
 * exactly one slash.
 */
export const splitLocale = (pathname: string): { locale: Locale; path: string } => {
  if (pathname === '/ur' || pathname === '/ur/') return { locale: 'ur', path: '/' }
  return pathname.startsWith('/ur/')
    ? { locale: 'ur', path: oneSlash(pathname.slice(3)) }
    : { locale: 'en', path: oneSlash(pathname) }
}

/** The language whose letters a text is written in; Roman Urdu has those of English. */
export const langOf = (text: string): Locale => (/[\u0600-\u06FF]/.test(text) ? 'ur' : 'en')

/** The path of a page in a language: `localPath('ur', '/cars?make=kia')` → `/ur/cars?make=kia`. */
export const localPath = (locale: Locale, path: string): string => {
  if (locale === 'en') return path
  return path === '/' ? '/ur' : path.startsWith('/?') ? `/ur${path.slice(1)}` : `/ur${path}`
}

/** The label in the language, or the other one when a label lacks it. */
export const labelIn = (locale: Locale, label: Label): string =>
  label[locale] || label.en || label.ur
