// The message catalogue: flat typed keys, one file per language, `{name}` for what is filled in.
import { en } from './i18n/en.ts'
import { ur } from './i18n/ur.ts'
import type { Locale } from './locale.ts'
import { wordsOf, type MessageKey, type Translate } from './words.ts'

const CATALOGUES: Readonly<Record<Locale, Readonly<Record<MessageKey, string>>>> = { en, ur }

/** The words of a language. */
export const translator = (locale: Locale): Translate => wordsOf(CATALOGUES[locale])

/**
 * The messages under some prefixes (`sell.`, `login.`): what an island is sent instead of the whole
 * catalogue.
 */
export const messagesUnder = (
  locale: Locale,
  prefixes: readonly string[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(CATALOGUES[locale]).filter(([key]) =>
      prefixes.some((prefix) => key.startsWith(prefix)),
    ),
  )
