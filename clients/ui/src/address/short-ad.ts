// Which ad a short address leads to: its id in 36 letters and digits, as the gateway writes it
// (gateways/shared/src/page/short-path.ts).

const CODE = /^[0-9a-z]{1,25}$/
const DIGITS = 36n
const ID_BITS = 128n

/** The id; undefined for what is none. Capitals are read like small letters. */
export const shortAd = (code: string): string | undefined => {
  const small = code.toLowerCase()
  if (!CODE.test(small)) return undefined
  let number = 0n
  for (const digit of small) number = number * DIGITS + BigInt(Number.parseInt(digit, 36))
  if (number >= 1n << ID_BITS) return undefined
  return number
    .toString(16)
    .padStart(32, '0')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
