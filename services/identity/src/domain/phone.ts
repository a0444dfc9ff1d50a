// Which numbers are served, of those that people type.
import type { Nominal } from '@pk-auto/kernel/nominal'
import { readPhone } from '@pk-auto/reading/phone'
import { errors } from './errors.ts'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** E.164, a mobile number of an open market. */
export type Phone = Nominal<string, 'Phone'>

export type PhoneRules = {
  /** Country codes with their plus; the first is where a number without one belongs. */
  readonly callingCodes: readonly string[]
  /** True outside production: 0360-xxxxxxx, a range no operator owns, counts as a mobile number. */
  readonly sandbox: boolean
}

// Mobile ranges of Pakistan as libphonenumber lists them; numbers move between operators, so the
// prefix names none.
const MOBILE_PK = /^\+923(?:[0-247]\d|3[0-79]|55|64)\d{7}$/
const SANDBOX_PK = /^\+92360\d{7}$/

/** How many numbers share a prefix: ten to this power. */
const DIGITS_BEHIND_PREFIX = 4

/** The number less its last four digits: ranges are assigned, and pumped, in such blocks. */
export const prefixOf = (phone: Phone): string => phone.slice(0, -DIGITS_BEHIND_PREFIX)

const refused = (code: 'PHONE_INVALID' | 'PHONE_MARKET_CLOSED', message: string) =>
  errors[code]({}, { fields: [{ path: 'phone', code, message }] })

/**
 * Whatever `readPhone` of packages/reading takes for a number.
 * @throws PHONE_INVALID (invalid) for anything that is not a mobile number · PHONE_MARKET_CLOSED
 * (invalid) for a number of a country we do not serve
 */
export function parsePhone(typed: string, rules: PhoneRules): Phone {
  const read = readPhone(typed)
  const parsed = read.ok ? parsePhoneNumberFromString(read.value, { extract: false }) : undefined
  if (!parsed?.isPossible()) throw refused('PHONE_INVALID', 'is not a mobile number')
  const e164: string = parsed.number
  if (!rules.callingCodes.includes(`+${parsed.countryCallingCode}`))
    throw refused('PHONE_MARKET_CLOSED', 'is a number of a country not served yet')
  if (!MOBILE_PK.test(e164) && !(rules.sandbox && SANDBOX_PK.test(e164)))
    throw refused('PHONE_INVALID', 'is not a mobile number')
  return e164 as Phone
}
