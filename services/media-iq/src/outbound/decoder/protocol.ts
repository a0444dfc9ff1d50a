// The messages between the service and its decoder processes.
import type { PictureFile } from '../../domain/derivatives.ts'
import type { RetainedOriginal } from '../../domain/media.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { VoiceType } from '../../domain/voice/voice-type.ts'
import type { Developed } from './derivative-cascade.ts'
import type { Encoded } from './encode-voice.ts'

export type DecodeRequest = {
  readonly bytes: Uint8Array
  readonly files: readonly PictureFile[]
  readonly maxPixels: number
  readonly maxOriginalPx: number
  readonly maxRssBytes: number
}

export type DecodeReply =
  | {
      readonly kind: 'developed'
      readonly developed: Developed
      /** Absent: as it came. */
      readonly retained?: RetainedOriginal
      readonly peakRssBytes: number
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly peakRssBytes: number }

export type VoiceRequest = {
  readonly bytes: Uint8Array
  readonly type: VoiceType
  readonly maxVoiceMs: number
}

export type VoiceReply =
  | { readonly kind: 'developed'; readonly developed: Encoded; readonly peakRssBytes: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly peakRssBytes: number }
