// Proves that a recorder counts only with a format that the server takes.
import { expect, test } from 'vitest'
import { recordingType } from './recording-type.ts'

const takes = (...types: readonly string[]) => ({
  isTypeSupported: (type: string) => types.includes(type),
})

test('a recorder that has none of our codecs counts as none', () => {
  expect(recordingType(takes())).toBeUndefined()
  expect(recordingType(takes('audio/wav'))).toBeUndefined()
})

test('a browser without a recorder has no type to record', () => {
  expect(recordingType()).toBeUndefined()
})

test('a Safari that knows only MP4 records MP4', () => {
  expect(recordingType(takes('audio/mp4'))).toBe('audio/mp4')
})
