// Proves that a path carries its language, and that no path of ours ever names another host.
import { expect, test } from 'vitest'
import { localPath, splitLocale } from './locale.ts'

test.for([
  ['/', 'en', '/'],
  ['/cars', 'en', '/cars'],
  ['/ur', 'ur', '/'],
  ['/ur/', 'ur', '/'],
  ['/ur/cars', 'ur', '/cars'],
  ['/urdu', 'en', '/urdu'],
] as const)('%s is the %s page %s', ([pathname, locale, path]) => {
  expect(splitLocale(pathname)).toEqual({ locale, path })
})

test.for(['/ur//evil.example/x', '//evil.example/x', '/ur///evil.example/x'])(
  'the other language of %s is a page of ours',
  (pathname) => {
    const { path } = splitLocale(pathname)
    for (const locale of ['en', 'ur'] as const)
      expect(new URL(localPath(locale, path), 'https://automart.example').host).toBe(
        'automart.example',
      )
  },
)
