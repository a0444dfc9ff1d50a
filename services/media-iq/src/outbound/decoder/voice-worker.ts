// The voice process: takes one clip at a time, holds no secret and no connection, and may die of a
// hostile file without harm.
import { encodeVoice } from './encode-voice.ts'
import { openFfmpeg } from './ffmpeg.ts'
import { peakRssBytes } from './peak-memory.ts'
import type { VoiceReply, VoiceRequest } from './protocol.ts'

const ffmpeg = openFfmpeg()

async function answer({ bytes, type, maxVoiceMs }: VoiceRequest): Promise<VoiceReply> {
  const encoded = encodeVoice(await ffmpeg, bytes, { type, maxVoiceMs })
  if (!encoded)
    return { kind: 'refused', refusal: 'MEDIA_UNREADABLE', peakRssBytes: peakRssBytes() }
  if (encoded.clip.durationMs > maxVoiceMs)
    return { kind: 'refused', refusal: 'MEDIA_TOO_LONG', peakRssBytes: peakRssBytes() }
  return { kind: 'developed', developed: encoded, peakRssBytes: peakRssBytes() }
}

process.on('message', (request: VoiceRequest) => {
  void answer(request).then(
    (reply) => process.send?.(reply),
    // A codec that broke is not asked again.
    () => process.exit(1),
  )
})
// The service is gone, even by kill -9: nobody waits for this clip.
process.on('disconnect', () => process.exit(0))
