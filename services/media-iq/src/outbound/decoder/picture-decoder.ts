// Passes pictures to a decoder process of its own.
import { fileURLToPath } from 'node:url'
import type { PictureFile } from '../../domain/derivatives.ts'
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
  develop(bytes: Uint8Array, files: readonly PictureFile[]): Promise<DecodeReply>
}

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url))

export function pictureDecoder(service: string, limits: DecoderLimits): PictureDecoder {
  const { maxPixels, maxOriginalPx, maxRssBytes } = limits
  const process = confinedProcess<DecodeRequest, DecodeReply>(service, WORKER, limits)
  return {
    develop: (bytes, files) => process.ask({ bytes, files, maxPixels, maxOriginalPx, maxRssBytes }),
    [Symbol.asyncDispose]: () => process[Symbol.asyncDispose](),
  }
}
