// The bytes must be what was announced.
import { expect, test } from 'vitest'
import { judgeBytes, judgeSize } from './refusal.ts'

const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)
const announced = {
  purpose: 'listing-photo',
  contentType: 'image/jpeg',
  bytes: 4,
  sha256: 'a'.repeat(64),
} as const

test('sound bytes pass', () => {
  expect(judgeSize(announced, 4)).toBeUndefined()
  expect(judgeBytes(announced, { sha256: announced.sha256, head: jpeg })).toBeUndefined()
})

test('each lie has its own name', () => {
  for (const bytes of [0, 3, 5]) expect(judgeSize(announced, bytes)).toBe('MEDIA_SIZE_MISMATCH')
  expect(judgeBytes(announced, { sha256: 'b'.repeat(64), head: jpeg })).toBe(
    'MEDIA_SHA256_MISMATCH',
  )
  expect(
    judgeBytes(
      { ...announced, contentType: 'image/png' },
      { sha256: announced.sha256, head: jpeg },
    ),
  ).toBe('MEDIA_TYPE_MISMATCH')
  expect(judgeBytes(announced, { sha256: announced.sha256, head: Buffer.from('<svg/>') })).toBe(
    'MEDIA_TYPE_UNSUPPORTED',
  )
})
