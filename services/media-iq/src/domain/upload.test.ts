// What may be announced, and how much at a time.
import { expect, test } from 'vitest'
import { checkUpload, mustHaveRoom } from './upload.ts'

const maxBytes = { 'listing-photo': 1_000, chat: 500, 'chat-voice': 100 }
const limits = { maxBytes, urlMinutes: 30, maxOpen: 2, maxPerDay: 5 }
const asked = {
  purpose: 'listing-photo',
  contentType: 'image/webp',
  bytes: 1_000,
  sha256: '0f'.repeat(32),
}

test('a picture of the largest size is taken', () => {
  expect(checkUpload(asked, limits)).toEqual(asked)
})

test.for([
  ['image/jpg', 'image/jpeg'],
  ['image/pjpeg', 'image/jpeg'],
  ['IMAGE/JPEG', 'image/jpeg'],
  ['Image/JPG', 'image/jpeg'],
  ['image/PNG', 'image/png'],
  ['image/WebP', 'image/webp'],
] as const)('%s is announced as %s', ([contentType, known]) => {
  expect(checkUpload({ ...asked, contentType }, limits).contentType).toBe(known)
})

test.for([
  ['MEDIA_PURPOSE_UNKNOWN', { purpose: 'passport' }],
  ['MEDIA_TYPE_UNSUPPORTED', { contentType: 'image/heic' }],
  ['MEDIA_TYPE_UNSUPPORTED', { contentType: 'image/svg+xml' }],
  ['MEDIA_TYPE_UNSUPPORTED', { contentType: 'image/jpeg2000' }],
  ['MEDIA_TYPE_UNSUPPORTED', { contentType: '' }],
  ['MEDIA_TYPE_UNSUPPORTED', { purpose: 'chat-voice' }],
  ['MEDIA_TYPE_UNSUPPORTED', { purpose: 'chat', contentType: 'audio/webm' }],
  ['MEDIA_TOO_LARGE', { purpose: 'chat-voice', contentType: 'audio/webm', bytes: 101 }],
  ['MEDIA_EMPTY', { bytes: 0 }],
  ['MEDIA_EMPTY', { bytes: Number.NaN }],
  ['MEDIA_TOO_LARGE', { bytes: 1_001 }],
  ['MEDIA_TOO_LARGE', { purpose: 'chat', bytes: 501 }],
  ['MEDIA_SHA256_INVALID', { sha256: 'ABC' }],
] as const)('%s is thrown for %j', ([code, wrong]) => {
  expect(() => checkUpload({ ...asked, ...wrong }, limits)).toThrowError(code)
})

test('a person may have so many uploads open and sign so many a day', () => {
  mustHaveRoom({ open: 1, lastDay: 4 }, limits)
  expect(() => mustHaveRoom({ open: 2, lastDay: 4 }, limits)).toThrowError('MEDIA_TOO_MANY_OPEN')
  expect(() => mustHaveRoom({ open: 0, lastDay: 5 }, limits)).toThrowError('MEDIA_TOO_MANY_TODAY')
})
