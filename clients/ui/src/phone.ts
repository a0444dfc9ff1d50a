// Phone numbers as people in Pakistan type them; identity has the last word on what is a number.
import { asciiDigits } from './digits.ts'

/**
 * 03…, 3…, 92…, 0092…, +92 (0)… → E.164; another country's number must start with + or 00.
 * Undefined when it cannot be one.
 */
export const readPhone = (typed: string): string | undefined => {
  const text = asciiDigits(typed).replace(/[\s().-]/g, '')
  if (!/^\+?\d+$/.test(text)) return undefined
  const digits = text.replace(/^\+|^00/, '')
  const abroad = text.startsWith('+') || text.startsWith('00')
  const local =
    abroad || digits.startsWith('92') ? digits.replace(/^920?/, '') : digits.replace(/^0/, '')
  if (/^3\d{9}$/.test(local) && (!abroad || digits.startsWith('92'))) return `+92${local}`
  return abroad && !digits.startsWith('92') && /^[1-9]\d{7,14}$/.test(digits)
    ? `+${digits}`
    : undefined
}

/** +923001234567 → `0300 1234567`; other countries stay as they are. */
export const showPhone = (e164: string): string =>
  /^\+923\d{9}$/.test(e164) ? `0${e164.slice(3, 6)} ${e164.slice(6)}` : e164
