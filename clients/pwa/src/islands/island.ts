// What an island gets from its page: the language, its messages, and the API client.
import { localPath, type Locale } from '@pk-auto/ui/locale'
import { wordsOf, type Translate } from '@pk-auto/ui/words'
import { apiIn } from '@pk-auto/client-api/client'
import type { Api } from '../api/api.ts'

export type Island = {
  readonly locale: Locale
  readonly t: Translate
  readonly api: Api
  /** A path in the page's language. */
  readonly link: (path: string) => string
  /** The query by which the taxonomy comes out of the browser's cache until it changes. */
  readonly taxonomyQuery: { readonly version?: number }
}

/** Reads the data block `<script type="application/json" id="island">` of the page. */
export const readIsland = (): Island => {
  const sent = JSON.parse(document.getElementById('island')?.textContent ?? '{}') as {
    locale?: Locale
    messages?: Record<string, string>
    taxonomyVersion?: number
  }
  const locale = sent.locale ?? 'en'
  return {
    locale,
    t: wordsOf(sent.messages ?? {}),
    api: apiIn(locale),
    link: (path) => localPath(locale, path),
    taxonomyQuery: sent.taxonomyVersion ? { version: sent.taxonomyVersion } : {},
  }
}

const NOWHERE = 'https://nowhere.invalid'

const readPath = (path: string): URL | undefined => {
  try {
    return new URL(path, NOWHERE)
  } catch {
    return undefined
  }
}

/**
 * Where to go after signing in: only to a path of our own. It is parsed as a browser parses it,
 * which drops tabs and reads a backslash as a slash.
 */
export const safeNext = (next: string | null, fallback: string): string => {
  const read = next !== null && next.startsWith('/') ? readPath(next) : undefined
  return read?.origin === NOWHERE ? read.pathname + read.search + read.hash : fallback
}
