// A media as a row of Postgres and back.
import type { Insertable, Selectable } from 'kysely'
import { isRefusal } from '../domain/refusal.ts'
import type { MediaId, PersonId } from '../domain/ids.ts'
import type { Purpose } from '../domain/purpose.ts'
import type { Made, Media, MediaState, Picture, Upload } from '../domain/media.ts'
import type { Media as MediaTable } from './schema.gen.ts'

export const MEDIA_COLUMNS = [
  'id',
  'owner_id',
  'purpose',
  'content_type',
  'bytes',
  'sha256',
  'state',
  'version',
  'refusal',
  'width',
  'height',
  'placeholder',
  'dhash',
  'duration_ms',
  'peaks',
  'signed_at',
] as const

export type MediaRow = Pick<Selectable<MediaTable>, (typeof MEDIA_COLUMNS)[number]>

function madeOf(row: MediaRow): Made {
  const { duration_ms: durationMs, peaks } = row
  if (durationMs === null || peaks === null) return { picture: pictureOf(row) }
  return { clip: { durationMs, peaks: new Uint8Array(peaks) } }
}

function pictureOf({ id, width, height, placeholder, dhash }: MediaRow): Picture {
  if (width === null || height === null || placeholder === null || dhash === null)
    throw new Error(`media ${id} is ready without a picture`)
  return { width, height, placeholder, dhash: BigInt.asUintN(64, dhash) }
}

// The columns hold only what the domain wrote; the table's checks ensure it.
export function toMedia(row: MediaRow): Media {
  const upload: Upload = {
    id: row.id as MediaId,
    owner: row.owner_id as PersonId,
    purpose: row.purpose as Purpose,
    contentType: row.content_type as Upload['contentType'],
    bytes: row.bytes,
    sha256: row.sha256,
    version: row.version,
    signedAt: row.signed_at,
  }
  const state = row.state as MediaState
  if (state === 'ready') return { state, ...upload, ...madeOf(row) }
  if (state !== 'refused') return { state, ...upload }
  return { state, ...upload, refusal: isRefusal(row.refusal) ? row.refusal : 'MEDIA_UNREADABLE' }
}

export function toRow(media: Media): Omit<Insertable<MediaTable>, 'sweep_due_at'> {
  const { picture, clip } = media.state === 'ready' ? media : {}
  return {
    id: media.id,
    owner_id: media.owner,
    purpose: media.purpose,
    content_type: media.contentType,
    bytes: media.bytes,
    sha256: media.sha256,
    state: media.state,
    version: media.version,
    refusal: media.state === 'refused' ? media.refusal : null,
    width: picture?.width ?? null,
    height: picture?.height ?? null,
    placeholder: picture?.placeholder ?? null,
    // Postgres knows no unsigned numbers.
    dhash: picture ? BigInt.asIntN(64, picture.dhash) : null,
    duration_ms: clip?.durationMs ?? null,
    peaks: clip ? Buffer.from(clip.peaks) : null,
    signed_at: media.signedAt,
  }
}
