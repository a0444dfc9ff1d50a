// The life of each photo of a draft as pure decisions: prepared, sent, checked, ready; broken
// uploads are retried.
export const MAX_PHOTOS = 30
export const PARALLEL = 2
const MAX_TRIES = 8
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000

export type PhotoPhase =
  | { readonly at: 'preparing' }
  /** Waits for its turn, until this moment at least (milliseconds). */
  | { readonly at: 'waiting'; readonly notBefore: number }
  | { readonly at: 'sending'; readonly fraction: number }
  | { readonly at: 'checking' }
  | { readonly at: 'ready' }
  /** `line` after the last try, else the code of the refusal. */
  | { readonly at: 'failed'; readonly reason: string }
export type WizardPhoto = {
  readonly id: string
  readonly name: string
  /** Idempotency key of the signing; a new one only once the signed address has expired. */
  readonly key: string
  readonly sha256?: string
  readonly bytes?: number
  readonly mediaId?: string
  /** The bytes have arrived: a retry does not send them again. */
  readonly sent: boolean
  readonly tries: number
  readonly phase: PhotoPhase
}
export type PhotoAction =
  | {
      readonly type: 'photos-added'
      readonly photos: readonly {
        readonly id: string
        readonly name: string
        readonly key: string
      }[]
    }
  | {
      readonly type: 'photo-prepared'
      readonly id: string
      readonly sha256: string
      readonly bytes: number
    }
  | { readonly type: 'upload-began'; readonly id: string }
  | { readonly type: 'upload-signed'; readonly id: string; readonly mediaId: string }
  | { readonly type: 'upload-progress'; readonly id: string; readonly fraction: number }
  | { readonly type: 'upload-sent'; readonly id: string }
  | { readonly type: 'upload-ready'; readonly id: string }
  | { readonly type: 'upload-cut'; readonly id: string; readonly now: number }
  | {
      readonly type: 'upload-expired'
      readonly id: string
      readonly key: string
      readonly now: number
    }
  | { readonly type: 'photo-failed'; readonly id: string; readonly reason: string }
  | { readonly type: 'photo-retried'; readonly id: string }
  | { readonly type: 'line-back' }
  | { readonly type: 'photo-moved'; readonly id: string; readonly to: number }
  | { readonly type: 'photo-removed'; readonly id: string }

/** How long a photo pauses after its n-th failed try: 1 s, doubling to 30 s. */
export const restMs = (tries: number): number =>
  Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, tries - 1))

const change = (
  photos: readonly WizardPhoto[],
  id: string,
  next: (photo: WizardPhoto) => WizardPhoto,
): readonly WizardPhoto[] => photos.map((photo) => (photo.id === id ? next(photo) : photo))

const again = (photo: WizardPhoto): WizardPhoto => ({
  ...photo,
  tries: 0,
  phase: { at: 'waiting', notBefore: 0 },
})

const cut = (photo: WizardPhoto, now: number): WizardPhoto => {
  // A ready photo stays ready, whatever an earlier try still reports.
  if (photo.phase.at === 'ready' || photo.phase.at === 'failed') return photo
  const tries = photo.tries + 1
  return {
    ...photo,
    tries,
    phase:
      tries >= MAX_TRIES
        ? { at: 'failed', reason: 'line' }
        : { at: 'waiting', notBefore: now + restMs(tries) },
  }
}

const moved = (photos: readonly WizardPhoto[], id: string, to: number): readonly WizardPhoto[] => {
  const photo = photos.find((one) => one.id === id)
  if (!photo) return photos
  return photos
    .filter((one) => one.id !== id)
    .toSpliced(Math.max(0, Math.min(to, photos.length - 1)), 0, photo)
}

/**
 * The photos after an action. Unknown ids change nothing, so a late answer about a removed photo is
 * harmless.
 */
export const photosAfter = (
  photos: readonly WizardPhoto[],
  action: PhotoAction,
): readonly WizardPhoto[] => {
  switch (action.type) {
    case 'photos-added': {
      const added = action.photos.map(({ id, name, key }): WizardPhoto => ({
        id,
        name,
        key,
        sent: false,
        tries: 0,
        phase: { at: 'preparing' },
      }))
      return [...photos, ...added].slice(0, MAX_PHOTOS)
    }
    case 'photo-prepared':
      return change(photos, action.id, (photo) => ({
        ...photo,
        sha256: action.sha256,
        bytes: action.bytes,
        phase: { at: 'waiting', notBefore: 0 },
      }))
    case 'upload-began':
      return change(photos, action.id, (photo) => ({
        ...photo,
        phase: photo.sent ? { at: 'checking' } : { at: 'sending', fraction: 0 },
      }))
    case 'upload-signed':
      return change(photos, action.id, (photo) => ({ ...photo, mediaId: action.mediaId }))
    case 'upload-progress':
      return change(photos, action.id, (photo) =>
        photo.phase.at === 'sending'
          ? {
              ...photo,
              phase: { at: 'sending', fraction: Math.max(photo.phase.fraction, action.fraction) },
            }
          : photo,
      )
    case 'upload-sent':
      return change(photos, action.id, (photo) => ({
        ...photo,
        sent: true,
        phase: { at: 'checking' },
      }))
    case 'upload-ready':
      return change(photos, action.id, (photo) => ({ ...photo, phase: { at: 'ready' } }))
    case 'upload-cut':
      return change(photos, action.id, (photo) => cut(photo, action.now))
    case 'upload-expired':
      // It counts as a try, so that a storage that refuses everything is not asked forever.
      return change(photos, action.id, (photo) => {
        const { mediaId: _old, ...rest } = cut(photo, action.now)
        return { ...rest, key: action.key, sent: false }
      })
    case 'photo-failed':
      return change(photos, action.id, (photo) => ({
        ...photo,
        phase: { at: 'failed', reason: action.reason },
      }))
    case 'photo-retried':
      return change(photos, action.id, (photo) =>
        photo.phase.at === 'failed' || photo.phase.at === 'waiting' ? again(photo) : photo,
      )
    case 'line-back':
      return photos.map((photo) =>
        photo.phase.at === 'waiting' ||
        (photo.phase.at === 'failed' && photo.phase.reason === 'line')
          ? again(photo)
          : photo,
      )
    case 'photo-moved':
      return moved(photos, action.id, action.to)
    case 'photo-removed':
      return photos.filter((photo) => photo.id !== action.id)
  }
}

/** Which photos to begin now, in order, so that no more than two are on their way. */
export const nextUploads = (
  photos: readonly WizardPhoto[],
  now: number,
): readonly WizardPhoto[] => {
  const busy = photos.filter((photo) => photo.phase.at === 'sending').length
  return photos
    .filter((photo) => photo.phase.at === 'waiting' && photo.phase.notBefore <= now)
    .slice(0, Math.max(0, PARALLEL - busy))
}

/** When to look again for a photo whose rest is over; undefined when none rests. */
export const nextWake = (photos: readonly WizardPhoto[], now: number): number | undefined => {
  const rests = photos.flatMap((photo) =>
    photo.phase.at === 'waiting' && photo.phase.notBefore > now ? [photo.phase.notBefore] : [],
  )
  return rests.length > 0 ? Math.min(...rests) : undefined
}

export const allReady = (photos: readonly WizardPhoto[]): boolean =>
  photos.length > 0 && photos.every((photo) => photo.phase.at === 'ready')

/**
 * Photos of a stored draft after a reload: ready ones stay ready, others begin again where their
 * bytes are stored.
 */
export const restoredPhotos = (
  photos: readonly WizardPhoto[],
  storedIds: ReadonlySet<string>,
): readonly WizardPhoto[] =>
  photos
    .filter((photo) => photo.phase.at === 'ready' || storedIds.has(photo.id))
    .map((photo) => (photo.phase.at === 'ready' ? photo : photo.sha256 ? again(photo) : photo))
