// Digits as people's keyboards write them: Urdu (۰–۹) and Arabic-Indic (٠–٩) ones become ASCII.
const ZEROS = [0x06f0, 0x0660]

/** Every other character stays as it is. */
export const asciiDigits = (text: string): string =>
  text.replace(/[۰-۹٠-٩]/g, (digit) => {
    const code = digit.codePointAt(0) ?? 0
    return String(code - (ZEROS.find((zero) => code >= zero && code <= zero + 9) ?? code))
  })
