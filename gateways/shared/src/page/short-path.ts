// The short address of an ad, for texts that people send to each other. The web leads on from it
// (clients/ui/src/address/short-ad.ts reads it).
import type { Lang } from '@pk-auto/http/language'

/** The id in 36 letters and digits instead of 16, without hyphens: `/a/` and 25 at most. */
export const shortPath = (listingId: string, lang: Lang): string => {
  const code = BigInt(`0x${listingId.replaceAll('-', '')}`).toString(36)
  return `${lang === 'ur' ? '/ur' : ''}/a/${code}`
}
