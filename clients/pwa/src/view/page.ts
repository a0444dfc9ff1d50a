// What every page starts from: the words, names and links of the visitor's language.
import { translator } from '@pk-auto/ui/i18n'
import { localPath } from '@pk-auto/ui/locale'
import { namesOf, widerOf } from './labels.ts'

/** The view of one request; waits for the taxonomy only when none is known yet. */
export const viewOf = async (locals: App.Locals) => {
  const { locale, gateway, now, origin, signedIn } = locals
  const taxonomy = await gateway.taxonomy()
  return {
    locale,
    now,
    origin,
    signedIn,
    gateway,
    taxonomy,
    t: translator(locale),
    names: namesOf(taxonomy, locale),
    wider: widerOf(taxonomy),
    /** A path in the visitor's language. */
    link: (path: string): string => localPath(locale, path),
  }
}
export type View = Awaited<ReturnType<typeof viewOf>>
