// What a person's list of devices calls a browser: enough to recognise it, too little to track it.
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Chrome\//, 'Chrome'],
  [/Firefox\//, 'Firefox'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

export function deviceName(userAgent: string | undefined): string {
  const find = (names: typeof BROWSERS, other: string) =>
    names.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1] ?? other
  return `${find(BROWSERS, 'Browser')} on ${find(SYSTEMS, 'an unknown device')}`
}
