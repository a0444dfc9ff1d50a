// How an island finds what its page sent it: the language, its words, and the API client.
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
}

/** Reads the data block `<script type="application/json" id="island">` of the page. */
export const readIsland = (): Island => {
  const sent = JSON.parse(document.getElementById('island')?.textContent ?? '{}') as {
    locale?: Locale
    messages?: Record<string, string>
  }
  const locale = sent.locale ?? 'en'
  return {
    locale,
    t: wordsOf(sent.messages ?? {}),
    api: apiIn(locale),
    link: (path) => localPath(locale, path),
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
 * Only paths of our own may be gone to after signing in. Read as a browser reads them: it drops
 * tabs and takes a backslash for a slash.
 */
export const safeNext = (next: string | null, fallback: string): string => {
  const read = next !== null && next.startsWith('/') ? readPath(next) : undefined
  return read?.origin === NOWHERE ? read.pathname + read.search + read.hash : fallback
}
