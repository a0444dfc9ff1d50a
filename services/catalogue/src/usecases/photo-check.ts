// Photos of a live ad must be ready and the seller's own; media-iq knows both.
import { errors, type FieldProblem } from '../domain/errors.ts'
import type { MediaId } from '../domain/ids.ts'

export type Photos = {
  /**
   * States of the actor's own media among the ids; absent and foreign ones are left out.
   */
  statesOf(
    ids: readonly MediaId[],
    actorToken: string,
  ): Promise<ReadonlyMap<MediaId, 'ready' | 'pending' | 'refused'>>
}

const PROBLEM = {
  pending: {
    code: 'PHOTO_NOT_READY',
    message: 'this photo is still being prepared; try again in a moment',
  },
  refused: {
    code: 'PHOTO_REFUSED',
    message: 'this photo could not be used; remove it or choose another',
  },
  missing: { code: 'PHOTO_UNKNOWN', message: 'there is no such photo of yours' },
} as const

/**
 * @throws INVALID_PHOTOS (invalid) naming each photo that may not be shown · whatever media-iq's
 * absence throws (unavailable)
 */
export async function mustBeReady(
  photos: Photos,
  ids: readonly MediaId[],
  actorToken: string,
): Promise<void> {
  if (ids.length === 0) return
  const states = await photos.statesOf(ids, actorToken)
  const fields = ids.flatMap((id, i): FieldProblem[] => {
    const state = states.get(id) ?? 'missing'
    return state === 'ready' ? [] : [{ path: `photos.${i}`, ...PROBLEM[state] }]
  })
  if (fields.length > 0) throw errors.INVALID_PHOTOS({}, { fields })
}
