// What the service and its decoder process say to each other.
import type { Refusal } from '../domain/refusal.ts'
import type { Developed } from './derivative-cascade.ts'

export type DecodeRequest = { readonly bytes: Uint8Array; readonly maxPixels: number; readonly maxRssBytes: number }

export type DecodeReply =
  | { readonly kind: 'developed'; readonly developed: Developed; readonly peakRssBytes: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly peakRssBytes: number }
