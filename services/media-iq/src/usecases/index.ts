// Everything media-iq can do.
import { attachPhotos, type AttachPhotosDeps } from './attach-photos.ts'
import { completeUpload, type CompleteUploadDeps } from './complete-upload.ts'
import { deleteDueObjects, type DeleteDueObjectsDeps } from './delete-due-objects.ts'
import { developPicture, type DevelopPictureDeps } from './develop-picture.ts'
import { getOwnMedia, type GetOwnMediaDeps } from './get-own-media.ts'
import { holdPhotos, type HoldPhotosDeps } from './hold-photos.ts'
import { republishMedia, type RepublishMediaDeps } from './republish-media.ts'
import { servePicture, type ServePictureDeps } from './serve-picture.ts'
import { signUpload, type SignUploadDeps } from './sign-upload.ts'
import { sweepMedia, type SweepMediaDeps } from './sweep-media.ts'
import { sweepOriginals, type SweepOriginalsDeps } from './sweep-originals.ts'

export type MediaIqDeps = AttachPhotosDeps &
  CompleteUploadDeps &
  DeleteDueObjectsDeps &
  Omit<DevelopPictureDeps, 'decode' | 'limits'> &
  GetOwnMediaDeps &
  Omit<HoldPhotosDeps, 'attachPhotos'> &
  RepublishMediaDeps &
  ServePictureDeps &
  SignUploadDeps &
  SweepMediaDeps &
  SweepOriginalsDeps & { jobLimits: DevelopPictureDeps['limits'] }

export function mediaIqVerbs(deps: MediaIqDeps) {
  const attach = attachPhotos(deps)
  return {
    signUpload: signUpload(deps),
    completeUpload: completeUpload(deps),
    getOwnMedia: getOwnMedia(deps),
    servePicture: servePicture(deps),
    attachPhotos: attach,
    holdPhotos: holdPhotos({ ...deps, attachPhotos: attach }),
    sweepMedia: sweepMedia(deps),
    sweepOriginals: sweepOriginals(deps),
    deleteDueObjects: deleteDueObjects(deps),
    republishMedia: republishMedia(deps),
    /** One a decoder. */
    developPicture: (decode: DevelopPictureDeps['decode']) =>
      developPicture({ ...deps, limits: deps.jobLimits, decode }),
  }
}
