// Finds the code in what was typed or pasted: the six digits alone, or the whole message around
// them.
import { asciiDigits } from '@pk-auto/ui/digits'

const DIGITS = 6
/** The last line of our SMS, as browsers read it. */
const BOUND = /@\S+ #(\d{6})(?!\d)/
const SIX_ALONE = /(?:^|\D)(\d{6})(?!\d)/

/** At most six digits; fewer while somebody is typing. */
export const codeIn = (text: string): string => {
  const ascii = asciiDigits(text)
  const inMessage = BOUND.exec(ascii) ?? SIX_ALONE.exec(ascii)
  return inMessage?.[1] ?? ascii.replace(/\D/g, '').slice(0, DIGITS)
}
