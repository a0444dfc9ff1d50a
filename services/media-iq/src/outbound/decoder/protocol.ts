// The messages between the service and its decoder process.
import type { RetainedOriginal } from '../../domain/media.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { Developed } from './derivative-cascade.ts'

export type DecodeRequest = {
  readonly bytes: Uint8Array
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
