// The codes of refused photos that have a sentence of their own.
const KNOWN = ['MEDIA_TYPE_UNSUPPORTED', 'MEDIA_TOO_LARGE'] as const

export const isKnownCode = (code: string): code is (typeof KNOWN)[number] =>
  (KNOWN as readonly string[]).includes(code)
