// Passes an upload to the process that knows its kind.
import { disposeAll } from '@pk-auto/kernel/all-of'
import { picturesOf } from '../../domain/derivatives.ts'
import { isVoice } from '../../domain/purpose.ts'
import type { VoiceType } from '../../domain/voice/voice-type.ts'
import type { Decode } from '../../usecases/develop-picture.ts'
import { type DecoderLimits, pictureDecoder } from './picture-decoder.ts'
import { voiceDecoder, type VoiceLimits } from './voice-decoder.ts'

/** One upload at a time. Each process is started when its kind is first needed. */
export function uploadDecoder(
  service: string,
  limits: DecoderLimits & VoiceLimits,
): Decode & AsyncDisposable {
  const pictures = pictureDecoder(service, limits)
  const voices = voiceDecoder(service, limits)
  const decode: Decode = (bytes, upload) =>
    isVoice(upload)
      ? voices.encode(bytes, upload.contentType as VoiceType)
      : pictures.develop(bytes, picturesOf(upload))
  return Object.assign(decode, {
    [Symbol.asyncDispose]: () => disposeAll([pictures, voices]),
  })
}
