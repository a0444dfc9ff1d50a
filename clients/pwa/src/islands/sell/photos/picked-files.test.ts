// Proves that photos are tried whatever type a phone declares, and other files are not.
import { expect, test } from 'vitest'
import { mayBePhoto } from './picked-files.ts'

test.for([
  ['image/jpeg', 'a.jpg'],
  ['image/jpg', 'a.jpg'],
  ['image/pjpeg', 'a.jpg'],
  ['IMAGE/JPEG', 'a.jpg'],
  ['Image/Jpg; charset=binary', 'a.jpg'],
  ['image/png', 'a.png'],
  ['image/x-png', 'a.png'],
  ['image/webp', 'a.webp'],
  ['', 'content-123'],
  ['application/octet-stream', 'IMG_0001.JPG'],
  ['application/octet-stream', 'photo.jfif'],
] as const)('a file of type "%s" named %s is tried', ([type, name]) => {
  expect(mayBePhoto({ type, name })).toBe(true)
})

test.for([
  ['application/pdf', 'a.pdf'],
  ['video/mp4', 'a.mp4'],
  ['text/html', 'a.jpg'],
  ['image/svg+xml', 'a.svg'],
  ['application/octet-stream', 'a.exe'],
  ['application/octet-stream', 'jpg'],
] as const)('a file of type "%s" named %s is left out at once', ([type, name]) => {
  expect(mayBePhoto({ type, name })).toBe(false)
})
