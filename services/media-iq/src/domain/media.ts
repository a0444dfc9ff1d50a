// The life of an uploaded picture: signed → processing → ready | refused, and removed in the end.
// Pure.
import { errors } from './errors.ts'
import type { MediaId, PersonId } from './ids.ts'
import type { Refusal } from './refusal.ts'
import type { UploadRequest } from './upload.ts'

/** What is known of every media from its signing on. `version` grows by one with every change. */
export type Upload = UploadRequest & {
  readonly id: MediaId
  readonly owner: PersonId
  readonly version: number
  readonly signedAt: Date
}

/**
 * What decoding found. Width and height are those of the largest derivative, orientation applied.
 */
export type Picture = {
  readonly width: number
  readonly height: number
  readonly placeholder: string
  readonly dhash: bigint
}

/** What a player shows of a clip before it plays: `peaks` are 64 bytes of loudness. */
export type Clip = { readonly durationMs: number; readonly peaks: Uint8Array }

/** What became of the bytes. */
export type Made =
  | { readonly picture: Picture; readonly clip?: undefined }
  | { readonly clip: Clip; readonly picture?: undefined }

/** What stays of the bytes that came, besides the served files. */
export type RetainedOriginal = { readonly bytes: Uint8Array; readonly contentType: string }

export type Media =
  | (Upload & { readonly state: 'signed' })
  | (Upload & { readonly state: 'processing' })
  | (Upload & { readonly state: 'ready' } & Made)
  | (Upload & { readonly state: 'refused'; readonly refusal: Refusal })
  | (Upload & { readonly state: 'removed' })

export type MediaState = Media['state']

const upload = ({
  id,
  owner,
  purpose,
  contentType,
  bytes,
  sha256,
  version,
  signedAt,
}: Media): Upload => ({
  id,
  owner,
  purpose,
  contentType,
  bytes,
  sha256,
  version: version + 1,
  signedAt,
})

function mustBe(media: Media, ...states: readonly MediaState[]): void {
  if (!states.includes(media.state))
    throw errors.MEDIA_STATE_CONFLICT({
      mediaId: media.id,
      state: media.state,
    })
}

export const sign = (request: UploadRequest, id: MediaId, owner: PersonId, now: Date): Media => ({
  state: 'signed',
  ...request,
  id,
  owner,
  version: 1,
  signedAt: now,
})

/**
 * The bytes have come and are what was announced. @throws MEDIA_STATE_CONFLICT (conflict) unless
 * signed
 */
export function accept(media: Media): Media {
  mustBe(media, 'signed')
  return { state: 'processing', ...upload(media) }
}

/**
 * Every derivative stands in its place. @throws MEDIA_STATE_CONFLICT (conflict) unless processing
 */
export function develop(media: Media, made: Made): Media {
  mustBe(media, 'processing')
  return { state: 'ready', ...upload(media), ...made }
}

/**
 * The bytes are none we take. @throws MEDIA_STATE_CONFLICT (conflict) unless signed or processing
 */
export function refuse(media: Media, refusal: Refusal): Media {
  mustBe(media, 'signed', 'processing')
  return { state: 'refused', ...upload(media), refusal }
}

/**
 * Nobody uses it. Never while it is being worked on: the worker would write files that nobody
 * removes. @throws MEDIA_STATE_CONFLICT (conflict)
 */
export function remove(media: Media): Media {
  mustBe(media, 'signed', 'ready', 'refused')
  return { state: 'removed', ...upload(media) }
}
