// Records somebody's voice, and draws what was recorded. Loaded when it is first needed.
import type { Picked } from '@pk-auto/client-live/core/attached'
import { recordingType } from './recording-type.ts'

const BITS_A_SECOND = 32_000
const PEAKS = 64

export type Recording = {
  /** Ends it; undefined when nothing was recorded. */
  stop(): Promise<Picked | undefined>
  /** Ends it, and forgets it. */
  cancel(): void
}

const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

const peaksOf = (samples: Float32Array): number[] => {
  const part = Math.max(1, Math.floor(samples.length / PEAKS))
  const loudest = Array.from({ length: PEAKS }, (_, i) =>
    samples
      .subarray(i * part, (i + 1) * part)
      .reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0),
  )
  const most = Math.max(...loudest, 0.02)
  return loudest.map((peak) => Math.round((peak / most) * 255))
}

/** What this device shows until the server has drawn it. A recorder writes no length of its own. */
const drawn = async (file: Blob, lastedMs: number) => {
  try {
    const context = new OfflineAudioContext(1, 1, 8_000)
    const audio = await context.decodeAudioData(await file.arrayBuffer())
    return {
      durationMs: Math.max(1, Math.round(audio.duration * 1_000)),
      peaks: peaksOf(audio.getChannelData(0)),
    }
  } catch {
    return { durationMs: Math.max(1, lastedMs), peaks: Array<number>(PEAKS).fill(60) }
  }
}

/** @throws DOMException when there is no microphone, or it may not be used */
export const startRecording = async (): Promise<Recording> => {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true },
  })
  const mimeType = recordingType()
  const recorder = new MediaRecorder(stream, {
    ...(mimeType !== undefined && { mimeType }),
    audioBitsPerSecond: BITS_A_SECOND,
  })
  const parts: Blob[] = []
  const begun = performance.now()
  recorder.addEventListener('dataavailable', ({ data }) => void parts.push(data))
  recorder.start()
  const end = async (): Promise<void> => {
    if (recorder.state !== 'inactive')
      await new Promise((resolve) => {
        recorder.addEventListener('stop', resolve, { once: true })
        recorder.stop()
      })
    for (const track of stream.getTracks()) track.stop()
  }
  return {
    async stop() {
      const lastedMs = Math.round(performance.now() - begun)
      await end()
      const file = new Blob(parts, { type: recorder.mimeType })
      if (file.size === 0) return undefined
      const sha256 = hexOf(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
      return { kind: 'voice', file, sha256, ...(await drawn(file, lastedMs)) }
    },
    cancel: () => void end(),
  }
}
