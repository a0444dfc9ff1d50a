// Every error media-iq answers with: code, kind and what it means; and the codes of single fields.
import { defineErrors, type FieldProblemOf } from '@pk-auto/kernel/define-errors'
import { fieldCodes as kernelFieldCodes } from '@pk-auto/kernel/errors'

/** Why a photo was refused: the state of a media, not an answer. */
export const refusals = {
  MEDIA_SIZE_MISMATCH: 'another number of bytes than announced',
  MEDIA_SHA256_MISMATCH: 'other bytes than announced',
  MEDIA_TYPE_MISMATCH: 'another kind of file than announced',
  MEDIA_TYPE_UNSUPPORTED: 'by its first bytes no kind of file that we take for its purpose',
  MEDIA_TOO_LONG: 'a clip that is longer than is taken',
  MEDIA_TOO_MANY_PIXELS: 'more pixels than are ever decoded',
  MEDIA_UNREADABLE: 'broken or hostile: it does not decode',
} as const

export const errors = defineErrors(
  {
    MEDIA_PURPOSE_UNKNOWN: [
      'invalid',
      'An upload is for a listing photo, or a picture or a voice in a chat.',
    ],
    MEDIA_TYPE_UNSUPPORTED: [
      'invalid',
      'Photos are JPEG, PNG or WebP; voices are WebM, Ogg or MP4.',
    ],
    MEDIA_EMPTY: ['invalid', 'An upload has at least one byte.'],
    MEDIA_TOO_LARGE: ['invalid', 'The photo has too many bytes for what it is for.'],
    MEDIA_SHA256_INVALID: ['invalid', 'The hash is 64 lower-case hexadecimal digits.'],
    MEDIA_TOO_MANY_OPEN: ['too_many', 'Too many uploads are under way. Finish some first.'],
    MEDIA_TOO_MANY_TODAY: ['too_many', 'Too many uploads in a day.'],
    MEDIA_NOT_FOUND: ['not_found', 'No such photo, or it is not yours. Both answer the same.'],
    MEDIA_NOT_UPLOADED: [
      'precondition',
      'The bytes have not arrived. Upload them, then complete again.',
    ],
    MEDIA_STATE_CONFLICT: ['conflict', 'The photo is in a state that does not allow this.'],
    MEDIA_DECODER_DIED: [
      'internal',
      'A picture took the decoder with it; the picture is tried again or refused.',
    ],
  },
  kernelFieldCodes,
)

export type FieldProblem = FieldProblemOf<typeof errors>
