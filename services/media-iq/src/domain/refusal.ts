// Why a picture was refused, and the checks an api process can make without decoding anything.
// Pure.
import { refusals } from './errors.ts'
import { pictureTypeOf } from './picture/magic-bytes.ts'
import { isVoice } from './purpose.ts'
import { voiceTypeOf } from './voice/voice-type.ts'
import type { UploadRequest } from './upload.ts'

export type Refusal = keyof typeof refusals

export const isRefusal = (text: string | null): text is Refusal =>
  text !== null && Object.hasOwn(refusals, text)

/**
 * What was found of the uploaded bytes; `head` is their beginning, 16 bytes or more unless the file
 * is shorter.
 */
export type Fingerprint = { readonly sha256: string; readonly head: Uint8Array }

type Announced = Pick<UploadRequest, 'purpose' | 'contentType' | 'bytes' | 'sha256'>

export const judgeSize = (
  announced: Pick<Announced, 'bytes'>,
  bytes: number,
): Refusal | undefined => (bytes === announced.bytes ? undefined : 'MEDIA_SIZE_MISMATCH')

/** The first thing wrong with the bytes; nothing when they are what was announced. */
export function judgeBytes(
  announced: Announced,
  { sha256, head }: Fingerprint,
): Refusal | undefined {
  const type = isVoice(announced) ? voiceTypeOf(head) : pictureTypeOf(head)
  if (type === undefined) return 'MEDIA_TYPE_UNSUPPORTED'
  if (type !== announced.contentType) return 'MEDIA_TYPE_MISMATCH'
  return sha256 === announced.sha256 ? undefined : 'MEDIA_SHA256_MISMATCH'
}
