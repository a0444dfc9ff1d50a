// Passes pictures to a decoder process of its own.
import { fileURLToPath } from 'node:url'
import { confinedProcess, type ProcessLimits } from './confined-process.ts'
import type { DecodeReply, DecodeRequest } from './protocol.ts'

export type DecoderLimits = ProcessLimits & {
  readonly maxPixels: number
  /** Longest side of a retained original. */
  readonly maxOriginalPx: number
}

/** One picture at a time: the caller waits for the reply before it asks again. */
export type PictureDecoder = AsyncDisposable & {
  /** @throws MEDIA_DECODER_DIED (internal) */
  develop(bytes: Uint8Array): Promise<DecodeReply>
}

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url))

export function pictureDecoder(service: string, limits: DecoderLimits): PictureDecoder {
  const { maxPixels, maxOriginalPx, maxRssBytes } = limits
  const process = confinedProcess<DecodeRequest, DecodeReply>(service, WORKER, limits)
  return {
    develop: (bytes) => process.ask({ bytes, maxPixels, maxOriginalPx, maxRssBytes }),
    [Symbol.asyncDispose]: () => process[Symbol.asyncDispose](),
  }
}
