// What a person may upload: kinds, sizes and how much at a time. Pure.
import { errors, type FieldProblem } from './errors.ts'
import { isPurpose, isVoice, type Purpose } from './purpose.ts'
import { announcedVoice, VOICE_TYPES, type VoiceType } from './voice/voice-type.ts'
import { announcedType, PICTURE_TYPES, type PictureType } from './picture/magic-bytes.ts'

export type UploadRequest = {
  readonly purpose: Purpose
  readonly contentType: PictureType | VoiceType
  readonly bytes: number
  readonly sha256: string
}

export type UploadLimits = {
  readonly maxBytes: Readonly<Record<Purpose, number>>
  /** How long a signed URL is good for; until then the upload counts as open. */
  readonly urlMinutes: number
  /** Uploads of one person that are signed or being worked on. */
  readonly maxOpen: number
  /** Uploads one person may sign in 24 hours. */
  readonly maxPerDay: number
}

const SHA256 = /^[0-9a-f]{64}$/

type UploadCode =
  | 'MEDIA_PURPOSE_UNKNOWN'
  | 'MEDIA_TYPE_UNSUPPORTED'
  | 'MEDIA_EMPTY'
  | 'MEDIA_TOO_LARGE'
  | 'MEDIA_SHA256_INVALID'

function refuse(
  path: string,
  code: UploadCode,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): never {
  const fields: FieldProblem[] = [{ path, code, message }]
  throw errors[code](details, { fields })
}

/**
 * The content type comes out in its proper spelling.
 * @throws MEDIA_PURPOSE_UNKNOWN, MEDIA_TYPE_UNSUPPORTED, MEDIA_EMPTY, MEDIA_TOO_LARGE,
 * MEDIA_SHA256_INVALID (all invalid)
 */
export function checkUpload(
  asked: { purpose: string; contentType: string; bytes: number; sha256: string },
  limits: Pick<UploadLimits, 'maxBytes'>,
): UploadRequest {
  const { purpose, bytes, sha256 } = asked
  if (!isPurpose(purpose))
    refuse('purpose', 'MEDIA_PURPOSE_UNKNOWN', 'is not a purpose of an upload')
  const voice = isVoice({ purpose })
  const contentType = voice ? announcedVoice(asked.contentType) : announcedType(asked.contentType)
  const supported = voice ? VOICE_TYPES : PICTURE_TYPES
  if (contentType === undefined)
    refuse('contentType', 'MEDIA_TYPE_UNSUPPORTED', `must be one of ${supported.join(', ')}`, {
      supported,
    })
  if (!Number.isSafeInteger(bytes) || bytes < 1)
    refuse('bytes', 'MEDIA_EMPTY', 'must be at least 1')
  const maxBytes = limits.maxBytes[purpose]
  if (bytes > maxBytes)
    refuse('bytes', 'MEDIA_TOO_LARGE', `must be at most ${maxBytes}`, { maxBytes })
  if (!SHA256.test(sha256))
    refuse('sha256', 'MEDIA_SHA256_INVALID', 'must be 64 lower-case hexadecimal digits')
  return { purpose, contentType, bytes, sha256 }
}

/** @throws MEDIA_TOO_MANY_OPEN, MEDIA_TOO_MANY_TODAY (too_many) */
export function mustHaveRoom(
  counts: { open: number; lastDay: number },
  { maxOpen, maxPerDay, urlMinutes }: UploadLimits,
): void {
  if (counts.open >= maxOpen)
    throw errors.MEDIA_TOO_MANY_OPEN({ maxOpen }, { retryAfterMs: urlMinutes * 60_000 })
  if (counts.lastDay >= maxPerDay)
    throw errors.MEDIA_TOO_MANY_TODAY({ maxPerDay }, { retryAfterMs: 3_600_000 })
}
