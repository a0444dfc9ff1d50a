// One recording in, one clip out: decoded, and coded anew as AAC, which every browser plays. Runs
// only inside the voice process.
import type { Clip } from '../../domain/media.ts'
import { VOICE_FILE } from '../../domain/derivatives.ts'
import { peaksOf } from '../../domain/voice/peaks.ts'
import type { VoiceType } from '../../domain/voice/voice-type.ts'
import type { DerivedFile } from '../../domain/derivatives.ts'
import { type Ffmpeg, INPUT } from './ffmpeg.ts'

export type Encoded = { readonly clip: Clip; readonly files: readonly DerivedFile[] }

// Whatever the bytes claim to be, only this reader and this decoder are reached. FFmpeg's own Opus
// decoder: in WebAssembly the other one never ends with two channels.
const READERS = {
  'audio/webm': ['-f', 'matroska', '-c:a', 'opus'],
  'audio/ogg': ['-f', 'ogg', '-c:a', 'opus'],
  'audio/mp4': ['-f', 'mov', '-c:a', 'aac'],
} as const satisfies Record<VoiceType, readonly string[]>

const SAMPLES_A_SECOND = 8_000
const SAMPLES = 'samples.f32'
// A little more than is taken: what is longer shows, and is refused, without being decoded whole.
const SPARE_S = 2

// Words and nothing else: one channel, no cover, no chapters, no names, no times.
const BARE = ['-map', '0:a:0', '-vn', '-map_metadata', '-1', '-map_chapters', '-1', '-ac', '1']
const SPOKEN = ['-ar', '24000', '-c:a', 'aac', '-b:a', '32k', '-fflags', '+bitexact']

/** Undefined when it cannot be decoded. A clip that is too long is as long as was looked at. */
export function encodeVoice(
  ffmpeg: Ffmpeg,
  bytes: Uint8Array,
  { type, maxVoiceMs }: { type: VoiceType; maxVoiceMs: number },
): Encoded | undefined {
  const most = ['-t', String(maxVoiceMs / 1_000 + SPARE_S)]
  const input = ['-protocol_whitelist', 'file', ...READERS[type], '-i', INPUT]
  const clip = [...BARE, ...SPOKEN, ...most, '-movflags', '+faststart', '-f', 'mp4', VOICE_FILE]
  const drawn = [...BARE, ...most, '-ar', String(SAMPLES_A_SECOND), '-f', 'f32le', SAMPLES]
  const made = ffmpeg.run(bytes, [...input, ...clip, ...drawn], [VOICE_FILE, SAMPLES])
  const [file, raw] = made ?? []
  if (!file || !raw || raw.length < 4) return undefined
  const samples = new Float32Array(raw.slice().buffer, 0, Math.floor(raw.length / 4))
  const durationMs = Math.round((samples.length / SAMPLES_A_SECOND) * 1_000)
  return {
    clip: { durationMs: Math.max(durationMs, 1), peaks: peaksOf(samples) },
    files: [{ name: VOICE_FILE, bytes: file }],
  }
}
