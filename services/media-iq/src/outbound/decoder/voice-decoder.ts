// Passes clips of voices to a codec process of its own.
import { fileURLToPath } from 'node:url'
import type { VoiceType } from '../../domain/voice/voice-type.ts'
import { confinedProcess, type ProcessLimits } from './confined-process.ts'
import type { VoiceReply, VoiceRequest } from './protocol.ts'

export type VoiceLimits = Omit<ProcessLimits, 'timeoutMs'> & {
  readonly voiceTimeoutMs: number
  readonly maxVoiceMs: number
}

/** One clip at a time: the caller waits for the reply before it asks again. */
export type VoiceDecoder = AsyncDisposable & {
  /** @throws MEDIA_DECODER_DIED (internal) */
  encode(bytes: Uint8Array, type: VoiceType): Promise<VoiceReply>
}

const WORKER = fileURLToPath(new URL('./voice-worker.ts', import.meta.url))

export function voiceDecoder(service: string, limits: VoiceLimits): VoiceDecoder {
  const { maxVoiceMs, voiceTimeoutMs: timeoutMs } = limits
  const own = { ...limits, timeoutMs }
  const process = confinedProcess<VoiceRequest, VoiceReply>(service, WORKER, own)
  return {
    encode: (bytes, type) => process.ask({ bytes, type, maxVoiceMs }),
    [Symbol.asyncDispose]: () => process[Symbol.asyncDispose](),
  }
}
