// Recordings are known by their first bytes, and drawn by their loudness.
import { expect, test } from 'vitest'
import { PEAKS, peaksOf } from './peaks.ts'
import { announcedVoice, voiceTypeOf } from './voice-type.ts'

test.each([
  ['audio/webm;codecs=opus', 'audio/webm'],
  ['Audio/MP4', 'audio/mp4'],
  ['audio/ogg; codecs=opus', 'audio/ogg'],
  ['audio/mpeg', undefined],
  ['video/webm', undefined],
  ['', undefined],
])('%j is announced as %s', (text, type) => {
  expect(announcedVoice(text)).toBe(type)
})

test.each([
  ['WebM', [0x1a, 0x45, 0xdf, 0xa3, 1], 'audio/webm'],
  ['Ogg', [0x4f, 0x67, 0x67, 0x53, 0], 'audio/ogg'],
  ['MP4', [0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70], 'audio/mp4'],
  ['MP3', [0x49, 0x44, 0x33], undefined],
  ['WAV', [0x52, 0x49, 0x46, 0x46], undefined],
  ['nothing', [], undefined],
])('%s is told by its first bytes', (_, bytes, type) => {
  expect(voiceTypeOf(Uint8Array.from(bytes))).toBe(type)
})

test('the loudest part is the highest, silence is flat, and noise is not blown up', () => {
  const clip = new Float32Array(6_400)
  clip.fill(0.25, 0, 3_200)
  clip[4_000] = -0.5
  const peaks = [...peaksOf(clip)]
  expect(peaks).toHaveLength(PEAKS)
  expect([peaks[0], peaks[31], peaks[32], peaks[40]]).toEqual([128, 128, 0, 255])
  expect(new Set(peaksOf(new Float32Array(10)))).toEqual(new Set([0]))
  expect(Math.max(...peaksOf(new Float32Array(640).fill(0.001)))).toBeLessThan(20)
})
