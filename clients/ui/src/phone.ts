// Phone numbers as they are shown.

/** +923001234567 → `0300 1234567`; other countries stay as they are. */
export const showPhone = (e164: string): string =>
  /^\+923\d{9}$/.test(e164) ? `0${e164.slice(3, 6)} ${e164.slice(6)}` : e164
