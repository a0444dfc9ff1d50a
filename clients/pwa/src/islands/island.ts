// How an island finds what its page sent it: the language, its words, and the API client.
import { localPath, type Locale } from '@pk-auto/ui/locale'
import { wordsOf, type Translate } from '@pk-auto/ui/words'
import { apiIn, type Api } from '../api/client.ts'

export type Island = {
  readonly locale: Locale
  readonly t: Translate
  readonly api: Api
  /** A path in the page's language. */
  readonly link: (path: string) => string
}

/** Reads the data block `<script type="application/json" id="island">` of the page. */
export const readIsland = (): Island => {
  const sent = JSON.parse(document.getElementById('island')?.textContent ?? '{}') as { locale?: Locale; messages?: Record<string, string> }
  const locale = sent.locale ?? 'en'
  return { locale, t: wordsOf(sent.messages ?? {}), api: apiIn(locale), link: (path) => localPath(locale, path) }
}

/** Only paths of our own may be gone to after signing in. */
export const safeNext = (next: string | null, fallback: string): string => (next !== null && /^\/(?![/\\])/.test(next) ? next : fallback)
